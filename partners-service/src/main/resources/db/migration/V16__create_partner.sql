create table partner (
  like collection_row including all,
  kind text collate "C",
  country_code text collate "C",
  tier text collate "C",
  vector text collate "C",
  led_by text collate "C",
  cooperation_fields text[] not null,
  constraint partner_record_fk foreign key (id) references record
);
create index partner_led_by on partner (led_by);
