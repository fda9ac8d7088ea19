// Writes one literal call of every operation, for both clients, so that the compiler checks what goes in and what comes out.
//
//   node scripts/calls.mjs openapi.yaml FOLDER-OF-THE-TYPESCRIPT-FETCH-CLIENT calls.ts
//
// Everything is taken from the document: an argument from the parameter's example, or, for an id without one, from the first item of its
// list. What is made, is made under an id of the client's own. Operations that write come first, as others read what they make.
import { bodyName, camelCase, classesOf, isEdit, METHODS, read, write } from "./generated.mjs";

const [documentFile, fetchClient, target] = process.argv.slice(2);
const { document, resolved } = read(documentFile);
const classOf = classesOf(fetchClient);

/** Optional parameters that are given all the same: small pages, whole records. */
const WANTED = { limit: () => 5, include: (schema) => resolved(schema.items).enum };

/** The members that a body always has, those of its allOf included. */
function required(reference) {
  const schema = resolved(reference);
  return [...new Set([...(schema?.required ?? []), ...(schema?.allOf ?? []).flatMap(required)])];
}

/** An example as the call has it; undefined without one. A YAML date is text again. */
function example(parameter) {
  const schema = resolved(parameter.schema) ?? {};
  const examples = [parameter.example, ...Object.values(parameter.examples ?? {}).map((each) => resolved(each).value), schema.example, ...(schema.examples ?? [])];
  const found = examples.find((each) => each !== undefined);
  return schema.type === "array" && typeof found === "string" ? found.split(",") : found;
}

/** What is not there after a fresh load: its example is none of the dataset. */
const MADE = "release";

function argument(parameter, path) {
  if (parameter.in === "path" && parameter.name === MADE) {
    return "sample.made";
  }
  const value = example(parameter);
  if (value !== undefined) {
    return JSON.stringify(value);
  }
  const list = path.slice(0, path.indexOf(`/{${parameter.name}}`));
  if (parameter.in === "path" && parameter.name === "id" && document.paths[list]?.get) {
    return `await sample.id(${JSON.stringify(list)})`;
  }
  throw new Error(`${path}: the parameter ${parameter.name} has no example`);
}

function operations() {
  return Object.entries(document.paths)
    .flatMap(([path, item]) =>
      METHODS.filter((method) => item[method] && !isEdit(item[method])).map((method) => operation(path, item, method)),
    )
    .sort((a, b) => Number(b.secured) - Number(a.secured));
}

function operation(path, item, method) {
  const described = item[method];
  const parameters = [...(item.parameters ?? []), ...(described.parameters ?? [])].map(resolved);
  const sent = parameters.flatMap((parameter) => {
    if (parameter.required) {
      return [{ ...parameter, value: argument(parameter, path) }];
    }
    const wanted = parameter.in === "query" ? WANTED[parameter.name]?.(resolved(parameter.schema)) : undefined;
    return wanted === undefined ? [] : [{ ...parameter, value: JSON.stringify(wanted) }];
  });
  const success = Object.keys(described.responses).find((status) => status.startsWith("2"));
  const content = resolved(described.responses[success]).content ?? {};
  const media = content["application/json"] && content["application/zip"] === undefined ? "application/json" : Object.keys(content)[0];
  const members = media === "application/json" ? required(content[media].schema) : [];
  const secured = described.security !== undefined;
  return { id: described.operationId, method, path, sent, body: body(described), media, members, secured };
}

/** What is sent, and the reference to its schema; undefined when nothing is. */
function body(described) {
  const content = described.requestBody?.content["application/json"];
  if (content === undefined) {
    return undefined;
  }
  const { id: _, ...rest } = content.example;
  const members = Object.entries(rest).map(([name, value]) => `, ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return { schema: content.schema.$ref, value: `{ id: sample.made${members.join("")} }` };
}

/** `{ params: { path: { id: "…" } } }` */
function openapiFetch({ method, path, sent, body, media, secured }) {
  const places = ["path", "query", "header"].flatMap((place) => {
    const entries = sent.filter((parameter) => parameter.in === place).map(({ name, value }) => `${JSON.stringify(name)}: ${value}`);
    return entries.length === 0 ? [] : [`${place}: { ${entries.join(", ")} }`];
  });
  const options = [
    ...(places.length === 0 ? [] : [`params: { ${places.join(", ")} }`]),
    ...(body === undefined ? [] : [`body: ${body.value}`]),
    ...(secured ? ["headers: { Authorization: sample.authorization }"] : []),
    ...(media === "application/json" ? [] : [`parseAs: ${parsed(media)} as const, headers: { Accept: ${JSON.stringify(media)} }`]),
  ];
  return `qalqan.${method.toUpperCase()}(${[JSON.stringify(path), ...(options.length === 0 ? [] : [`{ ${options.join(", ")} }`])].join(", ")})`;
}

function parsed(media) {
  return media === "application/zip" ? '"blob"' : '"text"';
}

function typescriptFetch({ id, sent, body }) {
  const entries = sent.map(({ name, value }) => `${camelCase(name)}: ${value}`);
  if (body !== undefined) {
    entries.push(`${bodyName(body.schema)}: ${body.value}`);
  }
  return `new ${classOf(id)}(configuration).${id}(${entries.length === 0 ? "" : `{ ${entries.join(", ")} }`})`;
}

const all = operations();
const used = [...new Set(all.map(({ id }) => classOf(id)))].sort();
const lines = [
  `import { whole, type Call, type Sample } from "../../test/calls.js";`,
  `import type { Qalqan } from "../../src/index.js";`,
  `import { type Configuration, ${used.join(", ")} } from "../typescript-fetch/index.js";`,
  ``,
  `/** The operations that cannot be called without a token. */`,
  `export const needAToken = new Set(${JSON.stringify(all.filter(({ secured, sent }) => secured || sent.some(({ value }) => value === "sample.made")).map(({ id }) => id))});`,
  ``,
  `/** Every operation, called through openapi-fetch with the types of openapi-typescript. */`,
  `export const openapiFetchCalls = (qalqan: Qalqan, sample: Sample): Record<string, Call> => ({`,
  ...all.map((each) => `  ${each.id}: async () => whole((${"await " + openapiFetch(each)}), ${JSON.stringify(each.members)}),`),
  `});`,
  ``,
  `/** The same, called through the OpenAPI Generator's typescript-fetch. */`,
  `export const typescriptFetchCalls = (configuration: Configuration, sample: Sample): Record<string, Call> => ({`,
  ...all.map((each) => `  ${each.id}: async () => whole({ data: await ${typescriptFetch(each)} }, ${JSON.stringify(each.members)}),`),
  `});`,
  ``,
];
write(target, lines);
console.log(`${target}: ${all.length} operations`);
