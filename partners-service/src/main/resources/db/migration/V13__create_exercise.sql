create table exercise (
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
  participants text[] not null,
  kind text collate "C",
  started_on_earliest date not null,
  started_on_latest date not null,
  framework text collate "C",
  planned_exercises_low numeric,
  planned_exercises_high numeric,
  constraint exercise_pk primary key (id),
  constraint exercise_record_fk foreign key (id) references record
);
create index exercise_search on exercise using gin (search);
create index exercise_refers_to on exercise using gin (refers_to);
create index exercise_started_on on exercise (started_on_earliest, id);
create index exercise_participants on exercise using gin (participants);
create index exercise_framework on exercise (framework);
