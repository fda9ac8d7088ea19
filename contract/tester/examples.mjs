// Has Specmatic, which is not ours, send what the examples of the document of a running system ask for, and hold each answer against the document.
// What Specmatic was given and what it said is in target/, its own reports are in build/.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { document, reads, resolve, system } from "./document.mjs";

const jar = "node_modules/specmatic/specmatic.jar";
const contract = "target/contract.yaml";
const examples = "target/examples";

const isOf = (path, request) => new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{[^}]*\}/g, "[^/]+")}$`).test(request);

/** Why Specmatic cannot be given the example; null when it can. */
function reasonToLeave(parameters, query, value) {
  const undeclared = Object.keys(query).filter((name) => !parameters.some((parameter) => parameter.name === name));
  if (undeclared.length > 0) {
    return `it sends no parameter that is not declared: ${undeclared}`;
  }
  return JSON.stringify(value).includes("%") ? "it takes the percent sign of an example for a placeholder" : null;
}

/** The examples of an operation that tell their request, as Specmatic reads them: a request, and the answer that it has. */
function* examplesOf({ path, parameters, responses }) {
  for (const [status, response] of Object.entries(responses)) {
    for (const [type, media] of Object.entries(resolve(response).content ?? {})) {
      for (const { summary, value } of Object.values(media.examples ?? {}).map(resolve)) {
        const url = summary?.startsWith("GET /") ? new URL(summary.slice("GET ".length), system) : null;
        // what several operations share is an example of one of them
        if (url && isOf(path, decodeURIComponent(url.pathname))) {
          const query = Object.fromEntries(url.searchParams);
          yield {
            summary,
            left: reasonToLeave(parameters, query, value),
            content: {
              "http-request": { method: "GET", path: decodeURIComponent(url.pathname), query },
              "http-response": {
                status: Number(status),
                headers: { "Content-Type": type },
                body: typeof value === "string" || type.endsWith("+json") || type === "application/json" ? value : `${JSON.stringify(value)}\n`,
              },
            },
          };
        }
      }
    }
  }
}

/** A list in a query stands in it once, with commas; Specmatic would write it once for each element. */
function writeAsOneWord(parameter) {
  const schema = resolve(parameter.schema);
  if (parameter.in !== "query" || schema?.type !== "array") {
    return;
  }
  const items = resolve(schema.items);
  const element = items.enum
    ? items.enum.map((word) => word.replace(/[.$*+?()|]/g, "\\$&")).join("|")
    : items.pattern?.replace(/^\^|\$$/g, "");
  for (const member of ["example", "examples", "style", "explode"]) {
    delete parameter[member];
  }
  parameter.schema = { type: "string", ...(element && { pattern: `^(${element})(,(${element})){0,9}$` }) };
}

/** Specmatic takes every list in an object of any form for one whose elements are all like its first. */
function openWhatIsOpen(schemas) {
  for (const [name, schema] of Object.entries(schemas)) {
    const isObject = [schema.type].flat().includes("object");
    const saysMore = ["properties", "allOf", "oneOf", "anyOf"].some((member) => member in schema);
    if (isObject && !saysMore && (schema.additionalProperties ?? true) === true) {
      schemas[name] = { description: schema.description };
    }
  }
}

rmSync("target", { recursive: true, force: true });
mkdirSync(examples, { recursive: true });
let given = 0;
for (const operation of reads()) {
  const all = [...examplesOf(operation)];
  all.filter((example) => example.left).forEach((example) => console.log(`left out ${example.summary}: ${example.left}`));
  for (const example of all.filter((one) => !one.left)) {
    writeFileSync(`${examples}/${++given}.json`, JSON.stringify(example.content));
  }
  if (all.length === 0) {
    console.log(`no example of a request to ${operation.path}`);
  }
}
for (const { parameters, responses } of reads()) {
  parameters.forEach(writeAsOneWord);
  Object.values(responses).forEach((response) =>
    Object.values(resolve(response).content ?? {}).forEach((media) => {
      // they are given apart, with their requests
      delete media.examples;
    }),
  );
}
// a write changes what the next example asks for; and without a token there is none
document.paths = Object.fromEntries(
  Object.entries(document.paths)
    .filter(([, item]) => item.get)
    .map(([path, { get }]) => [path, { get }]),
);
openWhatIsOpen(document.components.schemas);
// JSON is YAML, and shorter: Specmatic reads no more than three million characters of it
writeFileSync(contract, JSON.stringify(document));

const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : "java";
const options = ["-Xmx2g", "-jar", jar, "test", contract, "--strict", `--examples=${examples}`, `--testBaseURL=${system}`];
const run = spawnSync(java, options, { stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 30 });
const said = run.stdout.toString();
writeFileSync("target/specmatic.log", said);
const [, tests, successes, failures] = /Tests run: (\d+), Successes: (\d+), Failures: (\d+)/.exec(said)?.map(Number) ?? [];
console.log(`${given} examples given, ${tests} tests, ${successes} successes, ${failures} failures`);
if (run.status !== 0 || failures !== 0 || successes !== given || given < reads().length / 2) {
  console.log(said.slice(said.lastIndexOf("Unsuccessful Scenarios")).slice(0, 20_000));
  process.exitCode = 1;
}
