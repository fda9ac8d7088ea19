create table membership (
  like collection_row including all,
  valid datemultirange not null,
  valid_certain datemultirange not null,
  valid_undisputed daterange not null,
  member text collate "C",
  organisation text collate "C",
  role text collate "C",
  validity_earliest date not null,
  validity_latest date not null,
  stage integer,
  constraint membership_record_fk foreign key (id) references record
);
create index membership_valid on membership using gist (valid);
create index membership_member on membership (member);
create index membership_organisation on membership (organisation);
