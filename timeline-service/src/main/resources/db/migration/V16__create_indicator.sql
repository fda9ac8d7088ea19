create table indicator (
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
  unit text collate "C",
  constraint indicator_pk primary key (id),
  constraint indicator_record_fk foreign key (id) references record
);
create index indicator_search on indicator using gin (search);
create index indicator_refers_to on indicator using gin (refers_to);
