create table agreement (
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
  constraint agreement_pk primary key (id),
  constraint agreement_record_fk foreign key (id) references record
);
create index agreement_search on agreement using gin (search);
create index agreement_refers_to on agreement using gin (refers_to);
create index agreement_signed_on on agreement (signed_on_earliest, id);
create index agreement_parties on agreement using gin (parties);
create index agreement_signatories on agreement using gin (signatories);
create index agreement_follows on agreement (follows);
