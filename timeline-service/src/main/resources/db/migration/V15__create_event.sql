create table event (
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
  category text collate "C",
  occurred_on_earliest date not null,
  occurred_on_latest date not null,
  reported_on_earliest date not null,
  reported_on_latest date not null,
  place text collate "C",
  actors text[] not null,
  subjects text[] not null,
  decree text collate "C",
  causes text[] not null,
  follows text[] not null,
  possibly_same_as text[] not null,
  constraint event_pk primary key (id),
  constraint event_record_fk foreign key (id) references record
);
create index event_search on event using gin (search);
create index event_refers_to on event using gin (refers_to);
create index event_occurred_on on event (occurred_on_earliest, id);
create index event_actors on event using gin (actors);
create index event_subjects on event using gin (subjects);
create index event_decree on event (decree);
create index event_causes on event using gin (causes);
create index event_follows on event using gin (follows);
create index event_possibly_same_as on event using gin (possibly_same_as);
