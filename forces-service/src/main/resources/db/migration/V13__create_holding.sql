create table holding (
  like collection_row including all,
  formation text collate "C",
  equipment_type text collate "C",
  quantity_low numeric,
  quantity_high numeric,
  condition text collate "C",
  as_of_earliest date not null,
  as_of_latest date not null,
  part_of text collate "C",
  share_low numeric,
  share_high numeric,
  plan text collate "C",
  constraint holding_record_fk foreign key (id) references record
);
create index holding_formation on holding (formation);
create index holding_equipment_type on holding (equipment_type);
create index holding_part_of on holding (part_of);
