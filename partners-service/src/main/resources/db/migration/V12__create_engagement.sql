create table engagement (
  like collection_row including all,
  kind text collate "C",
  occurred_on_earliest date not null,
  occurred_on_latest date not null,
  place text collate "C",
  partners text[] not null,
  participants text[] not null,
  cooperation_fields text[] not null,
  results text[] not null,
  constraint engagement_record_fk foreign key (id) references record
);
create index engagement_partners on engagement using gin (partners);
create index engagement_participants on engagement using gin (participants);
create index engagement_results on engagement using gin (results);
