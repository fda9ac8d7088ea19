import assert from "node:assert/strict";

/** An editor's work in each collection, by its path segment. */
export type Edits = Record<string, () => Promise<void>>;

/** Is told the id of each operation that is called. */
export type Made = (operation: string) => void;

/** What every collection's entries have. */
interface Entry {
  id: string;
  title: string;
  cite: string;
  aliases?: unknown;
  note?: unknown;
}

interface Reading {
  id: string;
  value?: unknown;
  rank?: string;
  note?: string | null;
}

interface Change {
  record: string;
  kind: string;
  why: string;
}

/** One collection through one client. Each write gives a reason, and changes whatever there is. */
export interface Editing<E extends Entry> {
  list(limit: number): Promise<{ items: { id: string }[] }>;
  get(id: string, include: ["readings"]): Promise<{ note?: string | null; readings?: Reading[] }>;
  entry(id: string): Promise<E>;
  history(id: string): Promise<{ items: Change[] }>;
  create(sent: E): Promise<Change>;
  replace(id: string, sent: E): Promise<Change>;
  patch(id: string, sent: { note: string }): Promise<Change>;
  addReading(id: string, sent: { field: string; value: string; cite: string; note: string }): Promise<Change>;
  patchReading(id: string, reading: string, sent: { rank: "deprecated" }): Promise<Change>;
  merge(id: string, sent: { into: string }): Promise<Change>;
  withdraw(id: string): Promise<Change>;
}

const BYNAME = "Its byname";

/**
 * Makes a record like the collection's first, edits it in each way that there is, and fails unless it becomes what was sent.
 *
 * @param by who edits, as part of ids and titles
 */
export async function edit<E extends Entry>(collection: string, by: string, editing: Editing<E>): Promise<void> {
  const [first] = (await editing.list(1)).items;
  assert(first, `${collection} has no item`);
  const { aliases: _, note: __, ...kept } = await editing.entry(first.id);
  const id = `by-${by}-${collection}`;

  const made = { ...kept, id, title: `By ${by}` } as E;
  change(await editing.create(made), id, "added");
  assert.deepEqual(await editing.entry(id), made);

  const replaced = { ...made, title: `By ${by}, replaced`, note: "A note." };
  change(await editing.replace(id, replaced), id, "changed");
  assert.deepEqual(await editing.entry(id), replaced);

  change(await editing.patch(id, { note: "Looked at again." }), id, "changed");
  assert.deepEqual(await editing.entry(id), { ...replaced, note: "Looked at again." });

  const byname = async () => {
    const { note, readings } = await editing.get(id, ["readings"]);
    assert.equal(note, "Looked at again.");
    const found = readings?.find(({ value }) => value === BYNAME);
    assert(found, `${id} has no ${BYNAME}`);
    return found;
  };
  const reading = { field: "aliases", value: BYNAME, cite: made.cite, note: "Not to be lost." };
  change(await editing.addReading(id, reading), id, "changed");
  const added = await byname();
  assert.equal(added.note, reading.note);
  change(await editing.patchReading(id, added.id, { rank: "deprecated" }), id, "changed");
  assert.deepEqual(await byname(), { ...added, rank: "deprecated" });

  const other = `${id}-other`;
  change(await editing.create({ ...made, id: other, title: `By ${by}, too` }), other, "added");
  change(await editing.merge(other, { into: id }), other, "merged");
  change(await editing.withdraw(id), id, "withdrawn");

  assert.deepEqual(
    (await editing.history(id)).items.map(({ kind }) => kind),
    ["added", "changed", "changed", "changed", "changed", "changed", "withdrawn"],
  );
}

function change({ record, kind, why }: Change, ofRecord: string, ofKind: string): void {
  assert.deepEqual({ record, kind, why }, { record: ofRecord, kind: ofKind, why: "a generated client" });
}
