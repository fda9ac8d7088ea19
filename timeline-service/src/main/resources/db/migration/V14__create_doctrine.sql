create table doctrine (
  like collection_row including all,
  ordinal integer,
  announced_on_earliest date not null,
  announced_on_latest date not null,
  adopted_on_earliest date not null,
  adopted_on_latest date not null,
  published_on_earliest date not null,
  published_on_latest date not null,
  endorsed_by text collate "C",
  drafted_by text collate "C",
  replaces text collate "C",
  constraint doctrine_record_fk foreign key (id) references record
);
create index doctrine_endorsed_by on doctrine (endorsed_by);
create index doctrine_drafted_by on doctrine (drafted_by);
create index doctrine_replaces on doctrine (replaces);
