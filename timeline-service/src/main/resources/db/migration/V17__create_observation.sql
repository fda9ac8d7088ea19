create table observation (
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
  indicator text collate "C",
  period_earliest date not null,
  period_latest date not null,
  amount_low numeric,
  amount_high numeric,
  amount_currency text,
  value_low numeric,
  value_high numeric,
  subject text collate "C",
  reported_by text collate "C",
  reported_on_earliest date not null,
  reported_on_latest date not null,
  constraint observation_pk primary key (id),
  constraint observation_record_fk foreign key (id) references record
);
create index observation_search on observation using gin (search);
create index observation_refers_to on observation using gin (refers_to);
create index observation_period on observation (period_earliest, id);
create index observation_indicator on observation (indicator);
create index observation_subject on observation (subject);
create index observation_reported_by on observation (reported_by);
