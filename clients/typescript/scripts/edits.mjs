// Writes, for each collection and both clients, the calls that an editor makes, so that the compiler checks what goes in and what comes out.
//
//   node scripts/edits.mjs openapi.yaml FOLDER-OF-THE-TYPESCRIPT-FETCH-CLIENT edits.ts
import { bodyName, classesOf, isEdit, METHODS, read, write } from "./generated.mjs";

const [documentFile, fetchClient, target] = process.argv.slice(2);
const { document } = read(documentFile);
const classOf = classesOf(fetchClient);

const RECORD = "/{id}";

/** What an editor does with a record, by the names of `Editing`: where, how, and what is sent. */
const CALLS = {
  list: { method: "get", below: "", query: ["limit"] },
  get: { method: "get", below: RECORD, path: ["id"], query: ["include"] },
  entry: { method: "get", below: `${RECORD}/entry`, path: ["id"] },
  history: { method: "get", below: `${RECORD}/history`, path: ["id"] },
  create: { method: "post", below: "", body: true },
  replace: { method: "put", below: RECORD, path: ["id"], body: true },
  patch: { method: "patch", below: RECORD, path: ["id"], body: true },
  addReading: { method: "post", below: `${RECORD}/readings`, path: ["id"], body: true },
  patchReading: { method: "patch", below: `${RECORD}/readings/{reading}`, path: ["id", "reading"], body: true },
  merge: { method: "post", below: `${RECORD}/merge`, path: ["id"], body: true },
  withdraw: { method: "delete", below: RECORD, path: ["id"] },
};

const REASON = JSON.stringify("a generated client");

function described({ method, below }, collection) {
  return document.paths[`/v1/${collection}${below}`][method];
}

/** The media type of what is sent, and the reference to its schema. */
function sentBody(operation) {
  const [[media, { schema }]] = Object.entries(operation.requestBody.content);
  return { media, schema: schema.$ref };
}

function openapiFetch(call, collection) {
  const operation = described(call, collection);
  const writes = isEdit(operation);
  const query = [...(call.query ?? []), ...(writes ? [`reason: ${REASON}`] : [])];
  const places = [
    ...(call.path ? [`path: { ${call.path.join(", ")} }`] : []),
    ...(query.length > 0 ? [`query: { ${query.join(", ")} }`] : []),
    ...(writes && call.path ? [`header: { "If-Match": "*" }`] : []),
  ];
  const headers = [
    ...(writes ? ["Authorization: authorization"] : []),
    ...(call.body ? [`"Content-Type": ${JSON.stringify(sentBody(operation).media)}`] : []),
  ];
  const options = [
    `params: { ${places.join(", ")} }`,
    ...(call.body ? ["body: sent"] : []),
    ...(headers.length > 0 ? [`headers: { ${headers.join(", ")} }`] : []),
  ];
  return `body(await qalqan.${call.method.toUpperCase()}(${JSON.stringify(`/v1/${collection}${call.below}`)}, { ${options.join(", ")} }))`;
}

function typescriptFetch(call, collection) {
  const operation = described(call, collection);
  const writes = isEdit(operation);
  const request = [
    ...(call.path ?? []),
    ...(call.query ?? []),
    ...(writes ? [`reason: ${REASON}`] : []),
    ...(writes && call.path ? [`ifMatch: "*"`] : []),
    ...(call.body ? [`${bodyName(sentBody(operation).schema)}: sent`] : []),
  ];
  return `await new ${classOf(operation.operationId)}(configuration).${operation.operationId}({ ${request.join(", ")} })`;
}

/** One collection's calls, each of which says that it was made. */
function editing(client, collection) {
  return Object.entries(CALLS).map(([name, call]) => {
    const given = [...(call.path ?? []), ...(call.query ?? []), ...(call.body ? ["sent"] : [])];
    const { operationId } = described(call, collection);
    return `    ${name}: async (${given.join(", ")}) => { made(${JSON.stringify(operationId)}); return ${client(call, collection)}; },`;
  });
}

const collections = Object.entries(document.paths).flatMap(([path, item]) => (item.put && /^\/v1\/([a-z-]+)\/\{id\}$/.exec(path)?.[1]) || []);
const edits = Object.values(document.paths).flatMap((item) => METHODS.flatMap((method) => (item[method] && isEdit(item[method]) ? [item[method].operationId] : [])));
const covered = new Set(collections.flatMap((collection) => Object.values(CALLS).map((call) => described(call, collection).operationId)));
const forgotten = edits.filter((edit) => !covered.has(edit));
if (forgotten.length > 0) {
  throw new Error(`nobody makes ${forgotten.join(", ")}`);
}

/** The name of the collection's entries in the document. */
function entryOf(collection) {
  return sentBody(described(CALLS.create, collection)).schema.split("/").at(-1);
}

const used = [...new Set(collections.map((collection) => classOf(described(CALLS.list, collection).operationId)))].sort();
const models = [...new Set(collections.map(entryOf))].sort();

function edited(client, type) {
  return collections.flatMap((collection) => [
    `  ${JSON.stringify(collection)}: () => edit<${type(entryOf(collection))}>(${JSON.stringify(collection)}, by, {`,
    ...editing(client, collection),
    `  }),`,
  ]);
}

write(target, [
  `import { edit, type Edits, type Made } from "../../test/edits.js";`,
  `import { body, type Qalqan, type Schemas } from "../../src/index.js";`,
  `import { type Configuration, ${[...used, ...models.map((model) => `type ${model}`)].join(", ")} } from "../typescript-fetch/index.js";`,
  ``,
  `/** Every edit of every collection, through openapi-fetch with the types of openapi-typescript. */`,
  `export const openapiFetchEdits = (qalqan: Qalqan, authorization: string, by: string, made: Made): Edits => ({`,
  ...edited(openapiFetch, (model) => `Schemas[${JSON.stringify(model)}]`),
  `});`,
  ``,
  `/** The same, through the OpenAPI Generator's typescript-fetch. */`,
  `export const typescriptFetchEdits = (configuration: Configuration, by: string, made: Made): Edits => ({`,
  ...edited(typescriptFetch, (model) => model),
  `});`,
  ``,
]);
console.log(`${target}: ${edits.length} edits of ${collections.length} collections`);
