create table incident (
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
  occurred_on_earliest date not null,
  occurred_on_latest date not null,
  equipment_type text collate "C",
  formation text collate "C",
  location text collate "C",
  cause text collate "C",
  possibly_same_as text[] not null,
  constraint incident_pk primary key (id),
  constraint incident_record_fk foreign key (id) references record
);
create index incident_search on incident using gin (search);
create index incident_refers_to on incident using gin (refers_to);
create index incident_occurred_on on incident (occurred_on_earliest, id);
create index incident_equipment_type on incident (equipment_type);
create index incident_formation on incident (formation);
create index incident_possibly_same_as on incident using gin (possibly_same_as);
