create table tenure (
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
  person text collate "C",
  post text collate "C",
  period_earliest date not null,
  period_latest date not null,
  reported_on_earliest date not null,
  reported_on_latest date not null,
  appointed_by text collate "C",
  predecessor text collate "C",
  civilian boolean,
  end_reason text collate "C",
  constraint tenure_pk primary key (id),
  constraint tenure_record_fk foreign key (id) references record
);
create index tenure_search on tenure using gin (search);
create index tenure_refers_to on tenure using gin (refers_to);
create index tenure_period on tenure (period_earliest, id);
create index tenure_person on tenure (person);
create index tenure_post on tenure (post);
create index tenure_appointed_by on tenure (appointed_by);
create index tenure_predecessor on tenure (predecessor);
