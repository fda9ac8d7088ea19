create table person (
  like collection_row including all,
  family_name text collate "C",
  given_name text collate "C",
  named boolean,
  rank text collate "C",
  state text collate "C",
  affiliations text[] not null,
  constraint person_record_fk foreign key (id) references record
);
create index person_state on person (state);
