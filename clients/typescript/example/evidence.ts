import { body, type Qalqan, type Schemas } from "../src/index.js";

/** What one source says, at one place. */
export type Claim = { says: unknown; where: string; shown: boolean };

/** A record, who says what of each of its fields, and where sources disagree. */
export type Evidence = { title: string; claims: Map<string, Claim[]>; disagreements: Schemas["Disagreement"][] };

/** A frontend's second need: a record, who says so, and who disagrees. */
export async function evidence(api: Qalqan, id: string): Promise<Evidence> {
  const [decree, { items: disagreements }] = await Promise.all([
    api.GET("/v1/decrees/{id}", { params: { path: { id }, query: { include: ["readings"] } } }).then(body),
    api.GET("/v1/disagreements", { params: { query: { record: [id], limit: 200 } } }).then(body),
  ]);
  const claims = new Map<string, Claim[]>();
  for (const reading of decree.readings ?? []) {
    const field = reading.field ?? "";
    claims.set(field, [...(claims.get(field) ?? []), claim(reading)]);
  }
  return { title: decree.title ?? id, claims, disagreements };
}

function claim({ value, missing, source, paragraph, rank }: Schemas["Reading"]): Claim {
  return {
    says: missing ?? value,
    where: source == null ? "derived" : `${source}, paragraph ${paragraph ?? "unknown"}`,
    shown: rank === "preferred",
  };
}
