import { body, pages, type Qalqan, type Schemas } from "../src/index.js";

/** A line of the list: what happened, when, and who took part, by name. */
export type Row = { title: string; when: string; actors: string[] };

/**
 * A frontend's first need: a list, filtered and sorted, page by page, with a name for every id in it.
 *
 * @throws ProblemError naming the nearest category when one of them does not exist
 */
export async function* events(api: Qalqan, category: Schemas["EventCategoryCode"][], limit = 25): AsyncGenerator<Row[]> {
  const list = pages(async (at) =>
    body(
      await api.GET("/v1/events", {
        params: { query: { category, sort: ["occurredOn"], fields: ["title", "occurredOn", "actors"], limit, ...at } },
      }),
    ),
  );
  for await (const { items } of list) {
    const names = await titles(api, new Set(items.flatMap((event) => event.actors ?? [])));
    yield items.map((event) => ({
      title: event.title ?? event.id,
      when: event.occurredOn?.edtf ?? "at an unknown time",
      actors: (event.actors ?? []).map((id) => names.get(id) ?? id),
    }));
  }
}

/** What a person calls each of some records, in one call for all of them, whichever service has them. */
export async function titles(api: Qalqan, ids: Set<string>): Promise<Map<string, string>> {
  if (ids.size === 0) {
    return new Map();
  }
  const labels = body(await api.GET("/v1/records", { params: { query: { id: [...ids] } } }));
  return new Map(labels.items.map(({ id, title }) => [id, title]));
}
