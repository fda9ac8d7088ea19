create table body (
  like collection_row including all,
  valid datemultirange not null,
  valid_certain datemultirange not null,
  valid_undisputed daterange not null,
  kind text collate "C",
  state text collate "C",
  validity_earliest date not null,
  validity_latest date not null,
  created_by text collate "C",
  part_of text collate "C",
  divides_duties_with text[] not null,
  constraint body_record_fk foreign key (id) references record
);
create index body_valid on body using gist (valid);
create index body_state on body (state);
create index body_created_by on body (created_by);
create index body_part_of on body (part_of);
create index body_divides_duties_with on body using gin (divides_duties_with);
