create table readiness_assessment (
  like collection_row including all,
  formation text collate "C",
  assessor text collate "C",
  assessed_on_earliest date not null,
  assessed_on_latest date not null,
  standard text collate "C",
  verdict text collate "C",
  target_date_earliest date not null,
  target_date_latest date not null,
  occasion text collate "C",
  constraint readiness_assessment_record_fk foreign key (id) references record
);
create index readiness_assessment_formation on readiness_assessment (formation);
create index readiness_assessment_assessor on readiness_assessment (assessor);
create index readiness_assessment_occasion on readiness_assessment (occasion);
