create table indicator (
  like collection_row including all,
  kind text collate "C",
  unit text collate "C",
  constraint indicator_record_fk foreign key (id) references record
);
