create table tenure (
  like collection_row including all,
  valid datemultirange not null,
  valid_certain datemultirange not null,
  valid_undisputed daterange not null,
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
  constraint tenure_record_fk foreign key (id) references record
);
create index tenure_valid on tenure using gist (valid);
create index tenure_person on tenure (person);
create index tenure_post on tenure (post);
create index tenure_appointed_by on tenure (appointed_by);
create index tenure_predecessor on tenure (predecessor);
