create table programme (
  like collection_row including all,
  valid datemultirange not null,
  valid_certain datemultirange not null,
  valid_undisputed daterange not null,
  donor text collate "C",
  kind text collate "C",
  started_on_earliest date not null,
  started_on_latest date not null,
  period_earliest date not null,
  period_latest date not null,
  beneficiaries text[] not null,
  stage integer,
  cooperation_fields text[] not null,
  constraint programme_record_fk foreign key (id) references record
);
create index programme_valid on programme using gist (valid);
create index programme_donor on programme (donor);
create index programme_beneficiaries on programme using gin (beneficiaries);
