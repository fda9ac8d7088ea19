create table statement (
  like collection_row including all,
  speaker text collate "C",
  post_at_the_time text collate "C",
  stance text collate "C",
  partners text[] not null,
  made_on_earliest date not null,
  made_on_latest date not null,
  reported_on_earliest date not null,
  reported_on_latest date not null,
  occasion text collate "C",
  subjects text[] not null,
  constraint statement_record_fk foreign key (id) references record
);
create index statement_speaker on statement (speaker);
create index statement_post_at_the_time on statement (post_at_the_time);
create index statement_partners on statement using gin (partners);
create index statement_subjects on statement using gin (subjects);
