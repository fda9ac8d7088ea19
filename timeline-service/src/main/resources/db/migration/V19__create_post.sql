create table post (
  like collection_row including all,
  kind text collate "C",
  organisation text collate "C",
  state text collate "C",
  superior text collate "C",
  constraint post_record_fk foreign key (id) references record
);
create index post_organisation on post (organisation);
create index post_state on post (state);
create index post_superior on post (superior);
