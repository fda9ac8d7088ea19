create table source (
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
  author text collate "C",
  outlet text collate "C",
  publisher text collate "C",
  issue text collate "C",
  published_on_earliest date not null,
  published_on_latest date not null,
  modified_on_earliest date not null,
  modified_on_latest date not null,
  content_as_of_earliest date not null,
  content_as_of_latest date not null,
  kind text collate "C",
  paragraph_count integer,
  file text collate "C",
  address text collate "C",
  derives_from text[] not null,
  outlets_cited text[] not null,
  constraint source_pk primary key (id),
  constraint source_record_fk foreign key (id) references record
);
create index source_search on source using gin (search);
create index source_refers_to on source using gin (refers_to);
create index source_published_on on source (published_on_earliest, id);
create index source_author on source (author);
