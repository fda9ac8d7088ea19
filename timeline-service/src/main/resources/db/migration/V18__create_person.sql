create table person (
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
  family_name text collate "C",
  given_name text collate "C",
  named boolean,
  rank text collate "C",
  state text collate "C",
  affiliations text[] not null,
  constraint person_pk primary key (id),
  constraint person_record_fk foreign key (id) references record
);
create index person_search on person using gin (search);
create index person_refers_to on person using gin (refers_to);
create index person_state on person (state);
