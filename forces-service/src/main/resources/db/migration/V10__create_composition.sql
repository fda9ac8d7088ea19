create table composition (
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
  kind text collate "C",
  as_of_earliest date not null,
  as_of_latest date not null,
  authority text collate "C",
  requirement text collate "C",
  branches integer,
  divisions integer,
  brigades integer,
  regiments integer,
  companies integer,
  constraint composition_pk primary key (id),
  constraint composition_record_fk foreign key (id) references record
);
create index composition_search on composition using gin (search);
create index composition_refers_to on composition using gin (refers_to);
create index composition_as_of on composition (as_of_earliest, id);
create index composition_formation on composition (formation);
create index composition_authority on composition (authority);
create index composition_requirement on composition (requirement);
