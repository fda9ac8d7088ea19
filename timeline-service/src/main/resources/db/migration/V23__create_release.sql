-- Releases: what was cut stays as it was, byte for byte.
create table release (
  id text collate "C" constraint release_pk primary key,
  created_at timestamptz not null,
  size bigint not null,
  sha256 text not null,
  -- what is said of it: notes, who, revisions, resources
  description json not null
);
create index release_newest on release (created_at desc, id desc);

-- In parts, so that nobody has to hold the whole of it.
create table release_part (
  release text collate "C" not null constraint release_part_release_fk references release,
  ordinal integer not null,
  bytes bytea not null,
  constraint release_part_pk primary key (release, ordinal)
);

create trigger release_is_append_only before update or delete or truncate on release
  for each statement execute function refuse_to_rewrite();
create trigger release_part_is_append_only before update or delete or truncate on release_part
  for each statement execute function refuse_to_rewrite();
