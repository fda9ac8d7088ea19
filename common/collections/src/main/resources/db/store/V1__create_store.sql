-- What every store has, whatever it holds: its one revision, its records, their readings and references, and the
-- append-only log of changes. The tables of the collections come after.

create table store_revision (
  only_row boolean primary key default true constraint store_revision_is_one_row check (only_row),
  revision bigint not null,
  -- tells this store from another one at the same revision
  store uuid not null default gen_random_uuid()
);
insert into store_revision (revision) values (0);

-- Every id that the store has ever given out.
create table record (
  id text collate "C" constraint record_pk primary key,
  type text not null,
  title text not null,
  state text not null constraint record_state check (state in ('current', 'withdrawn', 'merged')),
  successor text collate "C",
  reason text,
  revision bigint not null,
  updated_at timestamptz not null,
  -- the record as its editors write it, from which all else follows; as text, so that members and digits stay as they were written
  entry json not null,
  -- digest of the dataset's entry that was last loaded, or decided about: with it, an edit is told from a newer dataset.
  -- Null for a record that the dataset has not had yet
  loaded_digest text,
  -- where that entry stands among those of its file; nothing follows from it but the order of an export
  place integer,
  -- digest of the declaration by which the record is shown: another shows the same entry differently
  declaration_digest text not null,
  constraint record_successor check ((state = 'merged') = (successor is not null)),
  constraint record_reason check ((state = 'withdrawn') = (reason is not null))
);

-- those that the dataset has or had, or that editors wrote: whoever starts asks for them
create index record_with_entry on record (id) where loaded_digest is not null or entry::text <> '{}';

create table reading (
  id text collate "C" constraint reading_pk primary key,
  record text collate "C" not null constraint reading_record_fk references record,
  record_type text not null,
  field text collate "C" not null,
  item text,
  value json,
  missing text,
  source text collate "C",
  paragraph integer,
  rank text not null,
  basis text not null,
  qualifier text,
  difference text,
  rule text,
  inputs text[] not null,
  stated_on text,
  note text,
  -- when it was out; without a date, it may always have been
  known_on text,
  known_on_earliest date not null,
  known_on_latest date not null,
  -- order within the record, as its editors wrote it
  ordinal integer not null,
  constraint reading_cited check ((source is null) = (paragraph is null)),
  constraint reading_value check ((value is null) = (missing is not null))
);
create index reading_record on reading (record, ordinal);
create index reading_source on reading (source, paragraph);
-- those that are computed from others are few, and every write asks for them
create index reading_computed on reading (record) where rule is not null;

-- What is said of a record's evidence, for each version of the record that readers have known: from a day until another.
create table disagreement (
  id text collate "C" not null,
  known_from date not null,
  known_until date not null,
  known_certain boolean not null,
  record text collate "C" not null constraint disagreement_record_fk references record,
  record_type text collate "C" not null,
  field text collate "C" not null,
  item text collate "C",
  status text collate "C" not null,
  differences text[] not null,
  bases text[] not null,
  independent_sources integer not null,
  sources text[] not null,
  topics text[] not null,
  body json not null,
  constraint disagreement_pk primary key (id, known_from)
);
create index disagreement_record on disagreement (record);

create table gap (
  id text collate "C" not null,
  known_from date not null,
  known_until date not null,
  known_certain boolean not null,
  record text collate "C" not null constraint gap_record_fk references record,
  record_type text collate "C" not null,
  field text collate "C" not null,
  status text collate "C" not null,
  partial boolean not null,
  sources text[] not null,
  topics text[] not null,
  body json not null,
  constraint gap_pk primary key (id, known_from)
);
create index gap_record on gap (record);

-- References to records of the same store are kept by the store; local_target is null for those of other stores.
create table reference (
  record text collate "C" not null constraint reference_record_fk references record,
  field text not null,
  target text collate "C" not null,
  local_target text collate "C" constraint reference_target_fk references record deferrable initially deferred,
  constraint reference_pk primary key (record, field, target),
  constraint reference_local check (local_target = target)
);
create index reference_target on reference (target);

create table change (
  revision bigint not null,
  ordinal integer not null,
  record text collate "C" not null constraint change_record_fk references record,
  kind text not null constraint change_kind check (kind in ('added', 'changed', 'withdrawn', 'merged')),
  -- the members of the record that it changed; none when the record came or left as a whole
  fields text[] not null,
  -- the record as it was and as it became: {"record": shown, "readings": [...]}
  before json,
  after json,
  successor text collate "C",
  who text not null,
  why text not null,
  at timestamptz not null,
  constraint change_pk primary key (revision, ordinal),
  constraint change_successor check ((kind = 'merged') = (successor is not null))
);
create index change_record on change (record, revision);

-- Requests that have been done, by the key that their caller gave them: the same one is not done again.
create table idempotency_key (
  who text not null,
  key text not null,
  -- of all that makes the request another than the caller's others
  digest text not null,
  -- what it was answered: the status, and the change that the record underwent at that revision
  status integer not null,
  record text collate "C" not null constraint idempotency_key_record_fk references record,
  revision bigint not null,
  at timestamptz not null,
  constraint idempotency_key_pk primary key (who, key)
);
create index idempotency_key_at on idempotency_key (at);

create function refuse_to_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'the table % is append-only', tg_table_name;
end $$;
create trigger change_is_append_only before update or delete or truncate on change
  for each statement execute function refuse_to_rewrite();

-- What the table of every collection has; each is made like this one, which stays empty.
create table collection_row (
  id text collate "C" not null,
  -- a record has a row for each version of it that readers have known: from a day until another, the last day there is for today's
  known_from date not null,
  known_until date not null,
  -- false when a source may have come out later than it is taken to
  known_certain boolean not null,
  revision bigint not null,
  updated_at timestamptz not null,
  -- the finished answer, as text: its members keep their order
  body json not null,
  -- the words that are searched, by their place: A the title, B other names, C short texts and the id, D prose. A lexeme is the English stem of a
  -- word; after '=' the word itself, after '~' its spelling key, after '^' a whole title or other name, after '^~' the keys of one
  search tsvector not null,
  -- every id that the record refers to, nested ones included
  refers_to text[] not null,
  title text collate "C" not null,
  aliases text[] not null,
  topics text[] not null,
  primary key (id, known_from)
);
create index on collection_row using gin (search);
create index on collection_row using gin (refers_to);
