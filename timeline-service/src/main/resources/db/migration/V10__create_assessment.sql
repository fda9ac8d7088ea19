create table assessment (
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
  analyst text collate "C",
  focus text collate "C",
  subjects text[] not null,
  period_earliest date not null,
  period_latest date not null,
  constraint assessment_pk primary key (id),
  constraint assessment_record_fk foreign key (id) references record
);
create index assessment_search on assessment using gin (search);
create index assessment_refers_to on assessment using gin (refers_to);
create index assessment_period on assessment (period_earliest, id);
create index assessment_analyst on assessment (analyst);
create index assessment_subjects on assessment using gin (subjects);
