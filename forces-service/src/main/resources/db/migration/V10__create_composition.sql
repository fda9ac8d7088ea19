create table composition (
  like collection_row including all,
  formation text collate "C",
  kind text collate "C",
  as_of_earliest date not null,
  as_of_latest date not null,
  authority text collate "C",
  requirement text collate "C",
  branches integer,
  divisions integer,
  brigades integer,
  regiments integer,
  companies integer,
  constraint composition_record_fk foreign key (id) references record
);
create index composition_formation on composition (formation);
create index composition_authority on composition (authority);
create index composition_requirement on composition (requirement);
