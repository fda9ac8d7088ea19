create table observation (
  like collection_row including all,
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
  constraint observation_record_fk foreign key (id) references record
);
create index observation_indicator on observation (indicator);
create index observation_subject on observation (subject);
create index observation_reported_by on observation (reported_by);
