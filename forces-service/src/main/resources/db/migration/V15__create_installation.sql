create table installation (
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
  kind text collate "C",
  location text collate "C",
  country text collate "C",
  validity_earliest date not null,
  validity_latest date not null,
  part_of text collate "C",
  predecessors text[] not null,
  operator text collate "C",
  used_by text collate "C",
  lease_period_earliest date not null,
  lease_period_latest date not null,
  area_low numeric,
  area_high numeric,
  sponsors text[] not null,
  constraint installation_pk primary key (id),
  constraint installation_record_fk foreign key (id) references record
);
create index installation_search on installation using gin (search);
create index installation_refers_to on installation using gin (refers_to);
create index installation_validity on installation (validity_earliest, id);
create index installation_country on installation (country);
create index installation_part_of on installation (part_of);
create index installation_predecessors on installation using gin (predecessors);
create index installation_operator on installation (operator);
create index installation_used_by on installation (used_by);
create index installation_sponsors on installation using gin (sponsors);
