create table membership (
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
  member text collate "C",
  organisation text collate "C",
  role text collate "C",
  validity_earliest date not null,
  validity_latest date not null,
  stage integer,
  constraint membership_pk primary key (id),
  constraint membership_record_fk foreign key (id) references record
);
create index membership_search on membership using gin (search);
create index membership_refers_to on membership using gin (refers_to);
create index membership_validity on membership (validity_earliest, id);
create index membership_member on membership (member);
create index membership_organisation on membership (organisation);
