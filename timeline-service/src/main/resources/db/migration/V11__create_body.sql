create table body (
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
  state text collate "C",
  validity_earliest date not null,
  validity_latest date not null,
  created_by text collate "C",
  part_of text collate "C",
  divides_duties_with text[] not null,
  constraint body_pk primary key (id),
  constraint body_record_fk foreign key (id) references record
);
create index body_search on body using gin (search);
create index body_refers_to on body using gin (refers_to);
create index body_validity on body (validity_earliest, id);
create index body_state on body (state);
create index body_created_by on body (created_by);
create index body_part_of on body (part_of);
create index body_divides_duties_with on body using gin (divides_duties_with);
