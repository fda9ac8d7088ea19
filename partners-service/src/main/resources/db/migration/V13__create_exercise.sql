create table exercise (
  like collection_row including all,
  participants text[] not null,
  kind text collate "C",
  started_on_earliest date not null,
  started_on_latest date not null,
  framework text collate "C",
  planned_exercises_low numeric,
  planned_exercises_high numeric,
  constraint exercise_record_fk foreign key (id) references record
);
create index exercise_participants on exercise using gin (participants);
create index exercise_framework on exercise (framework);
