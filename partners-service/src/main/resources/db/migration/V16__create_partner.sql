create table partner (
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
  kind text collate "C",
  country_code text collate "C",
  tier text collate "C",
  vector text collate "C",
  led_by text collate "C",
  cooperation_fields text[] not null,
  constraint partner_pk primary key (id),
  constraint partner_record_fk foreign key (id) references record
);
create index partner_search on partner using gin (search);
create index partner_refers_to on partner using gin (refers_to);
create index partner_led_by on partner (led_by);
