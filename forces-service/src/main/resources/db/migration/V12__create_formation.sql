create table formation (
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
  designation text collate "C",
  kind text collate "C",
  echelon text collate "C",
  branch text collate "C",
  units integer,
  validity_earliest date not null,
  validity_latest date not null,
  established_by text collate "C",
  predecessors text[] not null,
  successors text[] not null,
  headquarters text collate "C",
  constraint formation_pk primary key (id),
  constraint formation_record_fk foreign key (id) references record
);
create index formation_search on formation using gin (search);
create index formation_refers_to on formation using gin (refers_to);
create index formation_validity on formation (validity_earliest, id);
create index formation_established_by on formation (established_by);
create index formation_predecessors on formation using gin (predecessors);
create index formation_successors on formation using gin (successors);
create index formation_headquarters on formation (headquarters);
