create table transfer (
  like collection_row including all,
  kind text collate "C",
  suppliers text[] not null,
  recipient text collate "C",
  equipment_types text[] not null,
  goods text collate "C",
  quantity_low numeric,
  quantity_high numeric,
  transfer_status text collate "C",
  status_on_earliest date not null,
  status_on_latest date not null,
  period_earliest date not null,
  period_latest date not null,
  value_low numeric,
  value_high numeric,
  value_currency text,
  under text collate "C",
  constraint transfer_record_fk foreign key (id) references record
);
create index transfer_suppliers on transfer using gin (suppliers);
create index transfer_recipient on transfer (recipient);
create index transfer_equipment_types on transfer using gin (equipment_types);
create index transfer_under on transfer (under);
