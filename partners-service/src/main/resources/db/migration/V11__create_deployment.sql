create table deployment (
  like collection_row including all,
  valid datemultirange not null,
  valid_certain datemultirange not null,
  valid_undisputed daterange not null,
  sending text collate "C",
  formation text collate "C",
  theatre text collate "C",
  place text collate "C",
  period_earliest date not null,
  period_latest date not null,
  personnel_low numeric,
  personnel_high numeric,
  commanded_by text collate "C",
  supported_by text[] not null,
  constraint deployment_record_fk foreign key (id) references record
);
create index deployment_valid on deployment using gist (valid);
create index deployment_sending on deployment (sending);
create index deployment_formation on deployment (formation);
create index deployment_theatre on deployment (theatre);
create index deployment_commanded_by on deployment (commanded_by);
create index deployment_supported_by on deployment using gin (supported_by);
