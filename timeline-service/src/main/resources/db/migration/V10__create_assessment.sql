create table assessment (
  like collection_row including all,
  analyst text collate "C",
  focus text collate "C",
  subjects text[] not null,
  period_earliest date not null,
  period_latest date not null,
  constraint assessment_record_fk foreign key (id) references record
);
create index assessment_analyst on assessment (analyst);
create index assessment_subjects on assessment using gin (subjects);
