// Every operation that reads, once, through both clients:  node target/dist/test/main.js http://127.0.0.1:8080
import { setTimeout as pause } from "node:timers/promises";
import { qalqan } from "../src/index.js";
import { openapiFetchCalls, typescriptFetchCalls } from "../target/generated/calls.js";
import { Configuration } from "../target/typescript-fetch/index.js";
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

async function run(client: string, calls: Record<string, Call>): Promise<void> {
  for (const [operation, call] of Object.entries(calls)) {
    try {
      await call();
    } catch (error) {
      process.exitCode = 1;
      console.error(`${client}: ${operation}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  console.log(`${client}: ${Object.keys(calls).length} operations called`);
}

const baseUrl = process.argv[2] ?? "http://127.0.0.1:8080";
const sample = new Sample(baseUrl, patientFetch);
await run("openapi-fetch", openapiFetchCalls(qalqan(baseUrl, patientFetch), sample));
await run(
  "typescript-fetch",
  typescriptFetchCalls(new Configuration({ basePath: baseUrl, fetchApi: patientFetch }), sample),
);
