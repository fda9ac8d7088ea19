create table training_flow (
  like collection_row including all,
  sending text collate "C",
  host text collate "C",
  supported_by text[] not null,
  kind text collate "C",
  part_of text collate "C",
  institution text collate "C",
  period_earliest date not null,
  period_latest date not null,
  headcount_low numeric,
  headcount_high numeric,
  annual_headcount_low numeric,
  annual_headcount_high numeric,
  leavers_low numeric,
  leavers_high numeric,
  leavers_out_of_low numeric,
  leavers_out_of_high numeric,
  attrition_rate_low numeric,
  attrition_rate_high numeric,
  retention_rate_low numeric,
  retention_rate_high numeric,
  fields_of_study_low numeric,
  fields_of_study_high numeric,
  host_institutions_low numeric,
  host_institutions_high numeric,
  service_obligation_low numeric,
  service_obligation_high numeric,
  constraint training_flow_record_fk foreign key (id) references record
);
create index training_flow_sending on training_flow (sending);
create index training_flow_host on training_flow (host);
create index training_flow_supported_by on training_flow using gin (supported_by);
create index training_flow_part_of on training_flow (part_of);
