create table decree (
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
  number text collate "C",
  form text collate "C",
  signed_on_earliest date not null,
  signed_on_latest date not null,
  signed_by text collate "C",
  priorities text[] not null,
  constraint decree_pk primary key (id),
  constraint decree_record_fk foreign key (id) references record
);
create index decree_search on decree using gin (search);
create index decree_refers_to on decree using gin (refers_to);
create index decree_signed_on on decree (signed_on_earliest, id);
create index decree_signed_by on decree (signed_by);
