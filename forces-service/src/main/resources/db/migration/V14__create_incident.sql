create table incident (
  like collection_row including all,
  kind text collate "C",
  occurred_on_earliest date not null,
  occurred_on_latest date not null,
  equipment_type text collate "C",
  formation text collate "C",
  location text collate "C",
  cause text collate "C",
  possibly_same_as text[] not null,
  constraint incident_record_fk foreign key (id) references record
);
create index incident_equipment_type on incident (equipment_type);
create index incident_formation on incident (formation);
create index incident_possibly_same_as on incident using gin (possibly_same_as);
