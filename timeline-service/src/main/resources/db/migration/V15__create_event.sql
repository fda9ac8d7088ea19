create table event (
  like collection_row including all,
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
  constraint event_record_fk foreign key (id) references record
);
create index event_actors on event using gin (actors);
create index event_subjects on event using gin (subjects);
create index event_decree on event (decree);
create index event_causes on event using gin (causes);
create index event_follows on event using gin (follows);
create index event_possibly_same_as on event using gin (possibly_same_as);
