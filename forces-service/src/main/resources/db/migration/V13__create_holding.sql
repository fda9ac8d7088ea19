create table holding (
  id text collate "C" not null,
  revision bigint not null,
  updated_at timestamptz not null,
  body json not null,
  search_text text not null,
  search tsvector not null generated always as (to_tsvector('english', search_text) || to_tsvector('simple', search_text)) stored,
  refers_to text[] not null,
  title text collate "C",
  aliases text[] not null,
  topics text[] not null,
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
  constraint holding_pk primary key (id),
  constraint holding_record_fk foreign key (id) references record
);
create index holding_search on holding using gin (search);
create index holding_refers_to on holding using gin (refers_to);
create index holding_as_of on holding (as_of_earliest, id);
create index holding_formation on holding (formation);
create index holding_equipment_type on holding (equipment_type);
create index holding_part_of on holding (part_of);
