create table exercise_edition (
  like collection_row including all,
  exercise text collate "C",
  started_on_earliest date not null,
  started_on_latest date not null,
  ended_on_earliest date not null,
  ended_on_latest date not null,
  place text collate "C",
  host text collate "C",
  participants text[] not null,
  formations text[] not null,
  personnel_low numeric,
  personnel_high numeric,
  armoured_vehicles_low numeric,
  armoured_vehicles_high numeric,
  aircraft_low numeric,
  aircraft_high numeric,
  equipment_types text[] not null,
  threat text collate "C",
  contrasts_with text collate "C",
  distinction text collate "C",
  constraint exercise_edition_record_fk foreign key (id) references record
);
create index exercise_edition_exercise on exercise_edition (exercise);
create index exercise_edition_host on exercise_edition (host);
create index exercise_edition_participants on exercise_edition using gin (participants);
create index exercise_edition_formations on exercise_edition using gin (formations);
create index exercise_edition_equipment_types on exercise_edition using gin (equipment_types);
create index exercise_edition_contrasts_with on exercise_edition (contrasts_with);
