import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "../target/generated/openapi.js";

/** The schemas of the API by name: `Schemas["Event"]`. */
export type Schemas = components["schemas"];

/** Why a request was not answered (RFC 9457): the `error` of an answer. */
export type Problem = Schemas["Problem"];

/** Qalqan with every path, parameter and answer typed by its OpenAPI document. */
export type Qalqan = Client<paths, "application/json" | "application/problem+json">;

/**
 * A client of the gateway at an address.
 *
 * @param baseUrl scheme and host, as in `https://example.org`
 * @param fetch how requests are made; the platform's own `fetch` unless given
 */
export function qalqan(baseUrl: string, fetch?: (request: Request) => Promise<Response>): Qalqan {
  return createClient<paths, "application/json" | "application/problem+json">({
    baseUrl,
    // the values of one parameter are joined by commas
    querySerializer: { array: { style: "form", explode: false } },
    ...(fetch && { fetch }),
  });
}

/** Where a page of a list starts: nowhere for the first one. To be sent with the list's other parameters, which stay the same. */
export type At = { cursor?: string };

/**
 * The pages of a list, each fetched when it is asked for.
 *
 * @param page fetches the page at a place
 */
export async function* pages<Page extends { next: string | null }>(
  page: (at: At) => Promise<Page>,
): AsyncGenerator<Page, void> {
  let at: At | null = {};
  while (at !== null) {
    const answer: Page = await page(at);
    yield answer;
    at = answer.next === null ? null : { cursor: cursorOf(answer.next) };
  }
}

/** The cursor in a page's `next`. */
function cursorOf(next: string): string {
  const cursor = new URL(next, "http://any.invalid").searchParams.get("cursor");
  if (cursor === null) {
    throw new Error(`there is no cursor in ${next}`);
  }
  return cursor;
}

/** A problem, thrown. Its message says what is wrong and, where the API can tell, what was meant. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(readonly problem: Problem) {
    super([problem.detail, ...suggestions(problem)].join("; "));
  }
}

/** What the caller may have meant, a sentence for each mistake. */
export function suggestions(problem: Problem): string[] {
  return (problem.errors ?? []).flatMap(({ name, didYouMean }) =>
    didYouMean === undefined ? [] : [`${name ?? "the body"}: did you mean '${didYouMean}'?`],
  );
}

/** The body of an answer; a problem is thrown. */
export function body<Data>(answer: { data?: Data; error?: unknown; response: Response }): Data {
  if (answer.data !== undefined) {
    return answer.data;
  }
  if (isProblem(answer.error)) {
    throw new ProblemError(answer.error);
  }
  throw new Error(`${answer.response.url} answered ${answer.response.status}`);
}

/** Whether an error came from the API, and not from a proxy on the way. */
function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "type" in error && "detail" in error && "traceId" in error;
}
