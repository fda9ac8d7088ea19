create table installation (
  like collection_row including all,
  valid datemultirange not null,
  valid_certain datemultirange not null,
  valid_undisputed daterange not null,
  kind text collate "C",
  location text collate "C",
  country text collate "C",
  validity_earliest date not null,
  validity_latest date not null,
  part_of text collate "C",
  predecessors text[] not null,
  operator text collate "C",
  used_by text collate "C",
  lease_period_earliest date not null,
  lease_period_latest date not null,
  area_low numeric,
  area_high numeric,
  sponsors text[] not null,
  constraint installation_record_fk foreign key (id) references record
);
create index installation_valid on installation using gist (valid);
create index installation_country on installation (country);
create index installation_part_of on installation (part_of);
create index installation_predecessors on installation using gin (predecessors);
create index installation_operator on installation (operator);
create index installation_used_by on installation (used_by);
create index installation_sponsors on installation using gin (sponsors);
