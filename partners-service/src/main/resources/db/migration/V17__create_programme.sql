create table programme (
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
  donor text collate "C",
  kind text collate "C",
  started_on_earliest date not null,
  started_on_latest date not null,
  period_earliest date not null,
  period_latest date not null,
  beneficiaries text[] not null,
  stage integer,
  cooperation_fields text[] not null,
  constraint programme_pk primary key (id),
  constraint programme_record_fk foreign key (id) references record
);
create index programme_search on programme using gin (search);
create index programme_refers_to on programme using gin (refers_to);
create index programme_started_on on programme (started_on_earliest, id);
create index programme_donor on programme (donor);
create index programme_beneficiaries on programme using gin (beneficiaries);
