create table agreement (
  like collection_row including all,
  valid datemultirange not null,
  valid_certain datemultirange not null,
  valid_undisputed daterange not null,
  parties text[] not null,
  kind text collate "C",
  signed_on_earliest date not null,
  signed_on_latest date not null,
  period_earliest date not null,
  period_latest date not null,
  signatories text[] not null,
  value_low numeric,
  value_high numeric,
  value_currency text,
  agreement_status text collate "C",
  follows text collate "C",
  cooperation_fields text[] not null,
  planned_events_low numeric,
  planned_events_high numeric,
  planned_events_at_recipient_low numeric,
  planned_events_at_recipient_high numeric,
  planned_events_at_donor_low numeric,
  planned_events_at_donor_high numeric,
  constraint agreement_record_fk foreign key (id) references record
);
create index agreement_valid on agreement using gist (valid);
create index agreement_parties on agreement using gin (parties);
create index agreement_signatories on agreement using gin (signatories);
create index agreement_follows on agreement (follows);
