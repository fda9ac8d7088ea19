create table post (
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
  organisation text collate "C",
  state text collate "C",
  superior text collate "C",
  constraint post_pk primary key (id),
  constraint post_record_fk foreign key (id) references record
);
create index post_search on post using gin (search);
create index post_refers_to on post using gin (refers_to);
create index post_organisation on post (organisation);
create index post_state on post (state);
create index post_superior on post (superior);
