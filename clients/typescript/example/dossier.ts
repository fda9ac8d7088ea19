import { body, ProblemError, suggestions, type Qalqan, type Schemas } from "../src/index.js";

/** A section of a dossier; without titles while the service that has them is away. */
export type Section = { name: string; titles: string[] | null };

/** What a page shows of a partner: the dossier, or what is wrong with the request. */
export type DossierPage =
  | { kind: "dossier"; title: string; sections: Section[]; warnings: string[] }
  | { kind: "problem"; title: string; detail: string; suggestions: string[] };

/** A frontend's third need: a view composed of several services, of which one may be away, and of which the id may be wrong. */
export async function dossier(api: Qalqan, id: string): Promise<DossierPage> {
  try {
    return shown(body(await api.GET("/v1/partners/{id}/dossier", { params: { path: { id } } })));
  } catch (error) {
    if (error instanceof ProblemError) {
      const { problem } = error;
      return { kind: "problem", title: problem.title, detail: problem.detail, suggestions: suggestions(problem) };
    }
    throw error;
  }
}

function shown(view: Schemas["PartnerDossier"]): DossierPage {
  return {
    kind: "dossier",
    title: view.partner?.title ?? view.id,
    sections: [
      section("agreements", view.agreements),
      section("exercises", view.exerciseEditions),
      section("transfers", view.transfers),
      section("equipment held", view.holdings),
      section("events", view.events),
    ],
    warnings: view.partial ? warnings(view) : [],
  };
}

/** null is not "none": a section that could not be had says why, and what is of an old copy says that it is. The page says so, too. */
function warnings(view: Schemas["PartnerDossier"]): string[] {
  const old = view.composedFrom.filter(({ status }) => status === "stale").map(({ service }) => service);
  return [
    ...view.missing.map(({ section: name, reason }) => `${name}: ${reason}`),
    ...[...new Set(old)].map((service) => `${service}: as it was before it could not be asked`),
  ];
}

function section(name: string, records: { id: string; title?: string }[] | null): Section {
  return { name, titles: records?.map(({ id, title }) => title ?? id) ?? null };
}
