create table decree (
  like collection_row including all,
  number text collate "C",
  form text collate "C",
  signed_on_earliest date not null,
  signed_on_latest date not null,
  signed_by text collate "C",
  priorities text[] not null,
  constraint decree_record_fk foreign key (id) references record
);
create index decree_signed_by on decree (signed_by);
