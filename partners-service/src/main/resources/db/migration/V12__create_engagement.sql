create table engagement (
  id text collate "C" not null,
  revision bigint not null,
  updated_at timestamptz not null,
  body json not null,
  search_text text not null,
  search tsvector not null generated always as (to_tsvector('english', search_text) || to_tsvector('simple', search_text)) stored,
  refers_to text[] not null,
  title text collate "C",
  aliases text[] not null,
  topics text[] not null,
  kind text collate "C",
  occurred_on_earliest date not null,
  occurred_on_latest date not null,
  place text collate "C",
  partners text[] not null,
  participants text[] not null,
  cooperation_fields text[] not null,
  results text[] not null,
  constraint engagement_pk primary key (id),
  constraint engagement_record_fk foreign key (id) references record
);
create index engagement_search on engagement using gin (search);
create index engagement_refers_to on engagement using gin (refers_to);
create index engagement_occurred_on on engagement (occurred_on_earliest, id);
create index engagement_partners on engagement using gin (partners);
create index engagement_participants on engagement using gin (participants);
create index engagement_results on engagement using gin (results);
