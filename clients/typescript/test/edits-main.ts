// Every edit of every collection, through both clients:  QALQAN_TOKEN=$(./qalqan token --role editor) node target/dist/test/edits-main.js http://127.0.0.1:8080
import { qalqan } from "../src/index.js";
import { openapiFetchEdits, typescriptFetchEdits } from "../target/generated/edits.js";
import { Configuration, ResponseError } from "../target/typescript-fetch/index.js";
import type { Edits, Made } from "./edits.js";

async function said(error: unknown): Promise<string> {
  return error instanceof ResponseError ? await error.response.text() : String(error);
}

/** Makes the edits and names the operations that were called. */
async function run(client: string, edits: (made: Made) => Edits): Promise<void> {
  const made = new Set<string>();
  for (const [collection, edited] of Object.entries(edits((operation) => made.add(operation)))) {
    try {
      await edited();
    } catch (error) {
      process.exitCode = 1;
      console.error(`${client}: ${collection}: ${await said(error)}`);
    }
  }
  console.log(`${client}: ${[...made].sort().join(" ")}`);
}

const basePath = process.argv[2] ?? "http://127.0.0.1:8080";
const token = process.env["QALQAN_TOKEN"];
if (token === undefined) {
  throw new Error("QALQAN_TOKEN is to be an editor's token");
}
await run("openapi-fetch", (made) => openapiFetchEdits(qalqan(basePath), `Bearer ${token}`, "openapi-fetch", made));
const configuration = new Configuration({ basePath, accessToken: token });
await run("typescript-fetch", (made) => typescriptFetchEdits(configuration, "typescript-fetch", made));
