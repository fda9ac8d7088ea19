create table commitment (
  like collection_row including all,
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
  constraint commitment_record_fk foreign key (id) references record
);
create index commitment_promised_by on commitment (promised_by);
create index commitment_indicator on commitment (indicator);
create index commitment_decree on commitment (decree);
create index commitment_doctrine on commitment (doctrine);
create index commitment_subjects on commitment using gin (subjects);
