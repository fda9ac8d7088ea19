create table strength (
  like collection_row including all,
  formation text collate "C",
  category text collate "C",
  personnel_low numeric,
  personnel_high numeric,
  applies_to text collate "C",
  as_of_earliest date not null,
  as_of_latest date not null,
  constraint strength_record_fk foreign key (id) references record
);
create index strength_formation on strength (formation);
