import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier } from "../example/dossier.js";
import { events } from "../example/events.js";
import { ProblemError, qalqan, type Problem, type Qalqan } from "../src/index.js";

/** A client of answers that are made up; what was asked for is kept. */
function stub(answers: Record<string, unknown>): { api: Qalqan; asked: string[] } {
  const asked: string[] = [];
  const api = qalqan("http://stub.invalid", (request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(decodeURIComponent(pathname + search));
    const body = answers[decodeURIComponent(pathname + search)] ?? answers[pathname] ?? {};
    const problem = typeof body === "object" && "traceId" in body ? (body as Problem) : null;
    return Promise.resolve(Response.json(body, { status: problem?.status ?? 200 }));
  });
  return { api, asked };
}

const LIST = "/v1/events?category=doctrine,talks&sort=occurredOn&fields=title,occurredOn,actors&limit=1";

test("a list follows next with the same parameters and names every id in one call a page", async () => {
  const { api, asked } = stub({
    [LIST]: { items: [{ id: "a", title: "A", occurredOn: { edtf: "2000" }, actors: ["x", "y"] }], next: `${LIST}&cursor=c1` },
    [`${LIST}&cursor=c1`]: { items: [{ id: "b" }], next: null },
    "/v1/records": { items: [{ id: "x", title: "Ex" }] },
  });

  const rows = [];
  for await (const page of events(api, ["doctrine", "talks"], 1)) {
    rows.push(page);
  }

  assert.deepEqual(rows, [
    [{ title: "A", when: "2000", actors: ["Ex", "y"] }],
    [{ title: "b", when: "at an unknown time", actors: [] }],
  ]);
  assert.deepEqual(asked, [LIST, "/v1/records?id=x,y", `${LIST}&cursor=c1`]);
});

test("a dossier without one of its services shows what there is and says what is missing or old", async () => {
  const { api } = stub({
    "/v1/partners/russia/dossier": {
      id: "russia",
      partner: { id: "russia", title: "Russia" },
      agreements: [{ id: "treaty", title: "Treaty" }],
      exerciseEditions: [],
      transfers: [],
      holdings: null,
      events: [],
      partial: true,
      missing: [{ section: "holdings", service: "forces", reason: "It is away." }],
      composedFrom: [
        { service: "partners", url: "/v1/partners/russia", status: "fresh" },
        { service: "timeline", url: "/v1/events?refersTo=russia", status: "stale" },
        { service: "timeline", url: "/v1/statements?refersTo=russia", status: "stale" },
      ],
    },
  });

  const page = await dossier(api, "russia");

  assert.equal(page.kind, "dossier");
  assert.deepEqual(page.sections.slice(0, 2), [
    { name: "agreements", titles: ["Treaty"] },
    { name: "exercises", titles: [] },
  ]);
  assert.deepEqual(page.sections[3], { name: "equipment held", titles: null });
  assert.deepEqual(page.warnings, ["holdings: It is away.", "timeline: as it was before it could not be asked"]);
});

test("a problem says what was meant", async () => {
  const { api } = stub({
    "/v1/events": {
      type: "/problems/invalid-parameter",
      title: "A parameter is not valid",
      status: 400,
      detail: "'doctrin' is not a value of 'category'",
      instance: "/v1/events",
      traceId: "0",
      errors: [{ in: "query", name: "category", message: "no", didYouMean: "doctrine" }],
    },
  });

  await assert.rejects(events(api, ["doctrin" as "doctrine"]).next(), (error) => {
    assert(error instanceof ProblemError);
    assert.equal(error.message, "'doctrin' is not a value of 'category'; category: did you mean 'doctrine'?");
    return true;
  });
});
