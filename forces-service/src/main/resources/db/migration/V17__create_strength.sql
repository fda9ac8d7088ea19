create table strength (
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
  category text collate "C",
  personnel_low numeric,
  personnel_high numeric,
  applies_to text collate "C",
  as_of_earliest date not null,
  as_of_latest date not null,
  constraint strength_pk primary key (id),
  constraint strength_record_fk foreign key (id) references record
);
create index strength_search on strength using gin (search);
create index strength_refers_to on strength using gin (refers_to);
create index strength_as_of on strength (as_of_earliest, id);
create index strength_formation on strength (formation);
