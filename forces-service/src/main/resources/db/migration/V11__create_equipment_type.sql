create table equipment_type (
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
  category text collate "C",
  unroca_category text collate "C",
  member_of text collate "C",
  design_family text collate "C",
  origin text collate "C",
  constraint equipment_type_pk primary key (id),
  constraint equipment_type_record_fk foreign key (id) references record
);
create index equipment_type_search on equipment_type using gin (search);
create index equipment_type_refers_to on equipment_type using gin (refers_to);
create index equipment_type_member_of on equipment_type (member_of);
create index equipment_type_origin on equipment_type (origin);
