create table readiness_assessment (
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
  formation text collate "C",
  assessor text collate "C",
  assessed_on_earliest date not null,
  assessed_on_latest date not null,
  standard text collate "C",
  verdict text collate "C",
  target_date_earliest date not null,
  target_date_latest date not null,
  occasion text collate "C",
  constraint readiness_assessment_pk primary key (id),
  constraint readiness_assessment_record_fk foreign key (id) references record
);
create index readiness_assessment_search on readiness_assessment using gin (search);
create index readiness_assessment_refers_to on readiness_assessment using gin (refers_to);
create index readiness_assessment_assessed_on on readiness_assessment (assessed_on_earliest, id);
create index readiness_assessment_formation on readiness_assessment (formation);
create index readiness_assessment_assessor on readiness_assessment (assessor);
create index readiness_assessment_occasion on readiness_assessment (occasion);
