create table source (
  like collection_row including all,
  author text collate "C",
  outlet text collate "C",
  publisher text collate "C",
  issue text collate "C",
  published_on_earliest date not null,
  published_on_latest date not null,
  modified_on_earliest date not null,
  modified_on_latest date not null,
  content_as_of_earliest date not null,
  content_as_of_latest date not null,
  kind text collate "C",
  paragraph_count integer,
  stating_paragraphs integer,
  file text collate "C",
  address text collate "C",
  derives_from text[] not null,
  outlets_cited text[] not null,
  constraint source_record_fk foreign key (id) references record
);
create index source_author on source (author);
