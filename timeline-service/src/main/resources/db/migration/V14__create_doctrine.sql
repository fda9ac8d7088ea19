create table doctrine (
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
  ordinal integer,
  announced_on_earliest date not null,
  announced_on_latest date not null,
  adopted_on_earliest date not null,
  adopted_on_latest date not null,
  published_on_earliest date not null,
  published_on_latest date not null,
  endorsed_by text collate "C",
  drafted_by text collate "C",
  replaces text collate "C",
  constraint doctrine_pk primary key (id),
  constraint doctrine_record_fk foreign key (id) references record
);
create index doctrine_search on doctrine using gin (search);
create index doctrine_refers_to on doctrine using gin (refers_to);
create index doctrine_adopted_on on doctrine (adopted_on_earliest, id);
create index doctrine_endorsed_by on doctrine (endorsed_by);
create index doctrine_drafted_by on doctrine (drafted_by);
create index doctrine_replaces on doctrine (replaces);
