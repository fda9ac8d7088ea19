// Every operation, once, through both clients:  QALQAN_TOKEN=$(./qalqan token --role maintainer) node target/dist/test/main.js http://127.0.0.1:8080
import { setTimeout as pause } from "node:timers/promises";
import { qalqan } from "../src/index.js";
import { needAToken, openapiFetchCalls, typescriptFetchCalls } from "../target/generated/calls.js";
import { Configuration, ReleasesApi, ResponseError } from "../target/typescript-fetch/index.js";
import { Sample, type Call } from "./calls.js";

const ATTEMPTS = 10;
const PASSING = [502, 503, 504];

/** A system that has only just started may need a moment: what passes is asked again, when the answer says. */
async function patientFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(input instanceof Request ? input.clone() : input, init);
    if (attempt === ATTEMPTS || !PASSING.includes(answer.status)) {
      return answer;
    }
    await pause(1000 * Number(answer.headers.get("Retry-After") ?? 1));
  }
}

function fail(client: string, operation: string, error: unknown): void {
  process.exitCode = 1;
  console.error(`${client}: ${operation}: ${error instanceof Error ? error.message : String(error)}`);
}

/** Makes the calls and names those that were answered; without a token those that need one are left out. */
async function run(client: string, calls: Record<string, Call>): Promise<void> {
  const called: string[] = [];
  for (const [operation, call] of Object.entries(calls)) {
    if (token === undefined && needAToken.has(operation)) {
      continue;
    }
    try {
      await call();
      called.push(operation);
    } catch (error) {
      fail(client, operation, error);
    }
  }
  console.log(`${client}: ${called.sort().join(" ")}`);
}

/** Fails unless a request without a token was refused as such. */
function refused(client: string, status: number | undefined, type: string | undefined): void {
  if (status === 401 && type === "/problems/unauthorized") {
    console.log(`${client}: refused without a token`);
  } else {
    fail(client, "without a token", `${status} ${type}`);
  }
}

const baseUrl = process.argv[2] ?? "http://127.0.0.1:8080";
const token = process.env["QALQAN_TOKEN"];
const sample = (made: string) => new Sample(baseUrl, patientFetch, made, token);
const nobodys = { id: "nobodys", notes: "None." };

const api = qalqan(baseUrl, patientFetch);
await run("openapi-fetch", openapiFetchCalls(api, sample("openapi-fetch")));
const { error, response } = await api.POST("/v1/releases", { body: nobodys });
refused("openapi-fetch", response.status, error?.type);

const place = { basePath: baseUrl, fetchApi: patientFetch };
const configuration = new Configuration(token === undefined ? place : { ...place, accessToken: token });
await run("typescript-fetch", typescriptFetchCalls(configuration, sample("typescript-fetch")));
try {
  await new ReleasesApi(new Configuration(place)).cutRelease({ releaseRequest: nobodys });
  fail("typescript-fetch", "without a token", "not refused");
} catch (error) {
  const answer = error instanceof ResponseError ? error.response : undefined;
  const problem = (await answer?.json()) as { type?: string } | undefined;
  refused("typescript-fetch", answer?.status, problem?.type);
}
