create table formation (
  like collection_row including all,
  valid datemultirange not null,
  valid_certain datemultirange not null,
  valid_undisputed daterange not null,
  designation text collate "C",
  kind text collate "C",
  echelon text collate "C",
  branch text collate "C",
  units integer,
  validity_earliest date not null,
  validity_latest date not null,
  established_by text collate "C",
  predecessors text[] not null,
  successors text[] not null,
  headquarters text collate "C",
  constraint formation_record_fk foreign key (id) references record
);
create index formation_valid on formation using gist (valid);
create index formation_established_by on formation (established_by);
create index formation_predecessors on formation using gin (predecessors);
create index formation_successors on formation using gin (successors);
create index formation_headquarters on formation (headquarters);
