create table commitment (
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
  promised_by text collate "C",
  made_on_earliest date not null,
  made_on_latest date not null,
  indicator text collate "C",
  baseline_value_low numeric,
  baseline_value_high numeric,
  target_value_low numeric,
  target_value_high numeric,
  baseline_amount_low numeric,
  baseline_amount_high numeric,
  baseline_amount_currency text,
  target_amount_low numeric,
  target_amount_high numeric,
  target_amount_currency text,
  due_earliest date not null,
  due_latest date not null,
  decree text collate "C",
  doctrine text collate "C",
  subjects text[] not null,
  verdict text collate "C",
  constraint commitment_pk primary key (id),
  constraint commitment_record_fk foreign key (id) references record
);
create index commitment_search on commitment using gin (search);
create index commitment_refers_to on commitment using gin (refers_to);
create index commitment_made_on on commitment (made_on_earliest, id);
create index commitment_promised_by on commitment (promised_by);
create index commitment_indicator on commitment (indicator);
create index commitment_decree on commitment (decree);
create index commitment_doctrine on commitment (doctrine);
create index commitment_subjects on commitment using gin (subjects);
