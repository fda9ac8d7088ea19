create table equipment_type (
  like collection_row including all,
  category text collate "C",
  unroca_category text collate "C",
  member_of text collate "C",
  design_family text collate "C",
  origin text collate "C",
  constraint equipment_type_record_fk foreign key (id) references record
);
create index equipment_type_member_of on equipment_type (member_of);
create index equipment_type_origin on equipment_type (origin);
