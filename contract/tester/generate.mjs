// Makes up requests from the document of a running system, right ones and wrong ones, and holds each answer against the document: fast-check makes
// them up and cuts down what fails, ajv judges bodies. SEED is what they follow from, RUNS how many requests of each kind each read gets.
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { at, document, reads, resolve, step, system } from "./document.mjs";

const seed = Number(process.env.SEED ?? 1);
const numRuns = Number(process.env.RUNS ?? 12);
const AT_ONCE = 4;
const MOST_PARAMETERS = 3;
const OF_NO_PATTERN = ["UPPER case", "ÄÖ", "a b", "-", "a--b", "%", "\u0001", "über,,", "a/b?c", "1:1:1"];
/** Of what the schemas allow, so much is answered with what was asked for, and not with why it cannot be. */
const LEAST_ANSWERED = 0.5;

const ajv = addFormats(new Ajv({ strict: false, validateFormats: true, unicodeRegExp: true, logger: false }));
ajv.addFormat("binary", true);
ajv.addSchema(document, "document");
const validators = new Map();

function faults(place, value) {
  if (!validators.has(place)) {
    const pointer = place.split("/").map(encodeURIComponent).join("/");
    validators.set(place, ajv.compile({ $ref: `document#${pointer}` }));
  }
  const validate = validators.get(place);
  return validate(value) ? [] : validate.errors.slice(0, 3).map((error) => `${error.instancePath} ${error.message}`);
}

// --- What can be sent

const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** A value that the schema allows, as text. */
function text(schemaOrReference) {
  const schema = resolve(schemaOrReference);
  if (schema.enum) {
    return fc.constantFrom(...schema.enum.map(String));
  }
  const most = schema.maxLength ?? 100;
  switch (schema.type) {
    case "boolean":
      return fc.boolean().map(String);
    case "integer":
      return fc.integer({ min: Math.max(schema.minimum ?? -1e9, -1e9), max: Math.min(schema.maximum ?? 1e9, 1e9) }).map(String);
    case "number":
      return fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 99 })).map(([whole, part]) => `${whole}.${part}`);
    default:
      if (schema.format === "date") {
        return day;
      }
      return (schema.pattern ? fc.stringMatching(new RegExp(schema.pattern, "u"), { size: "small" }) : fc.string({ unit: "grapheme" }))
        .filter((value) => value.length >= (schema.minLength ?? 0) && value.length <= most)
        // half a character cannot be sent
        .filter((value) => value.isWellFormed());
  }
}

const isList = (schema) => schema.type === "array";
const asElement = (value) => String(value).replaceAll("\\", "\\\\").replaceAll(",", "\\,");

/** A value of a parameter that its schema allows, as it stands in the address; its example more often than anything else. */
function right(parameter) {
  const schema = resolve(parameter.schema);
  const made = isList(schema)
    ? fc.array(text(schema.items).filter((value) => value.trim() !== ""), { minLength: 1, maxLength: Math.min(schema.maxItems ?? 3, 3) }).map((all) => all.map(asElement).join(","))
    : text(schema);
  const example = parameter.example;
  const written = Array.isArray(example) ? example.map(asElement).join(",") : String(example);
  return example === undefined ? made : fc.oneof({ weight: 2, arbitrary: fc.constant(written) }, { weight: 1, arbitrary: made });
}

/** A value that the schema does not allow, whatever reads it. */
function wrong(parameter) {
  const schema = resolve(parameter.schema);
  const one = isList(schema) ? resolve(schema.items) : schema;
  const garbled = (words) =>
    fc
      .tuple(fc.constantFrom(...words), fc.nat(), fc.constantFrom("x", "q", "7"))
      .map(([word, place, letter]) => word.slice(0, place % (word.length + 1)) + letter + word.slice(place % (word.length + 1)))
      .filter((word) => !words.includes(word));
  const kinds = [];
  if (one.enum) {
    kinds.push(garbled(one.enum.map(String)));
  } else if (one.type === "boolean") {
    kinds.push(fc.constantFrom("yes", "1", "TRUE", "truee"));
  } else if (one.type === "integer" || one.type === "number") {
    kinds.push(fc.constantFrom("x", "1e5x", "--1", "1.2.3", "0x10", "NaN"));
    if (one.type === "integer") {
      kinds.push(fc.constant("1.5"));
    }
    if (one.minimum !== undefined && one.format !== "int64") {
      kinds.push(fc.constant(String(one.minimum - 1)));
    }
    if (one.maximum !== undefined && one.format !== "int64") {
      kinds.push(fc.constant(String(one.maximum + 1)));
    }
  } else if (one.format === "date") {
    kinds.push(fc.constantFrom("2008-02-30", "yesterday", "20080203", "2008-13-01"));
  } else {
    if (one.pattern) {
      const pattern = new RegExp(one.pattern, "u");
      const others = OF_NO_PATTERN.filter((value) => !pattern.test(value));
      if (others.length > 0) {
        kinds.push(fc.constantFrom(...others));
      }
    }
    if (!isList(schema) && one.maxLength !== undefined && one.maxLength < 4000) {
      kinds.push(fc.constant("a".repeat(one.maxLength + 1)));
    }
  }
  return kinds.length === 0 ? null : fc.oneof(...kinds);
}

const address = (path, inPath, query) => {
  const filled = path.replace(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(inPath[name]));
  const words = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return filled + (words.length === 0 ? "" : `?${words.join("&")}`);
};

const valuesOf = (parameters) => fc.record(Object.fromEntries(parameters.map((parameter) => [parameter.name, right(parameter)])));

function rightRequest({ path, parameters }) {
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const needed = inQuery.filter((parameter) => parameter.required);
  const optional = inQuery.filter((parameter) => !parameter.required);
  return fc
    .subarray(optional, { maxLength: Math.min(MOST_PARAMETERS, optional.length) })
    .chain((some) =>
      fc
        .tuple(valuesOf(parameters.filter((parameter) => parameter.in === "path")), valuesOf([...needed, ...some]))
        .map(([inPath, query]) => ({ url: address(path, inPath, query), sent: Object.keys(query) })),
    );
}

/** A request with one parameter that is wrong, or that does not exist, beside examples of those that are needed. */
function wrongRequest({ path, parameters }) {
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const known = inQuery.map((parameter) => parameter.name);
  const unknown = fc.constantFrom("colour", ...known.map((name) => `${name}x`)).filter((name) => !known.includes(name));
  const mistakes = [unknown.map((name) => [name, "1"])];
  const breakable = inQuery.filter((parameter) => wrong(parameter) !== null);
  if (breakable.length > 0) {
    mistakes.push(fc.constantFrom(...breakable).chain((parameter) => wrong(parameter).map((value) => [parameter.name, value])));
  }
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const examples = Object.fromEntries(inPath.map((parameter) => [parameter.name, parameter.example]));
  const needed = inQuery.filter((parameter) => parameter.required);
  const beside = Object.fromEntries(needed.map((parameter) => [parameter.name, String(parameter.example)]));
  return fc.oneof(...mistakes).map(([name, value]) => ({ url: address(path, examples, { ...beside, [name]: value }), mistaken: name }));
}

// --- What comes back

const count = { requests: 0, answered: 0, right: 0, byStatus: {} };

async function ask(read, url) {
  const answer = await fetch(system + url, { redirect: "manual" });
  const body = await answer.text();
  count.requests++;
  count.byStatus[answer.status] = (count.byStatus[answer.status] ?? 0) + 1;
  const what = `${url} answers ${answer.status}`;
  if (answer.status >= 500) {
    throw new Error(`${what}: ${body.slice(0, 500)}`);
  }
  if (!(answer.status in read.responses)) {
    throw new Error(`${what}, which is not documented`);
  }
  const response = at(`${read.place}/responses/${answer.status}`);
  checkHeaders(what, response, answer.headers);
  const type = (answer.headers.get("Content-Type") ?? "").split(";")[0];
  const content = response.node.content ?? {};
  if (body === "" && Object.keys(content).length === 0) {
    return { status: answer.status };
  }
  if (!(type in content)) {
    throw new Error(`${what} as ${type}, which is not documented`);
  }
  if (!type.endsWith("json") || type === "application/x-ndjson") {
    return { status: answer.status };
  }
  const value = JSON.parse(body);
  const wrongs = faults(`${response.place}/content/${step(type)}/schema`, value);
  if (wrongs.length > 0) {
    throw new Error(`${what}, which is not what its schema says: ${wrongs.join("; ")}`);
  }
  return { status: answer.status, value };
}

function checkHeaders(what, response, headers) {
  for (const name of Object.keys(response.node.headers ?? {})) {
    const header = at(`${response.place}/headers/${step(name)}`);
    const value = headers.get(name);
    if (value === null && header.node.required) {
      throw new Error(`${what} without ${name}`);
    }
    if (value !== null) {
      const number = ["integer", "number"].includes(resolve(header.node.schema)?.type);
      const wrongs = faults(`${header.place}/schema`, number ? Number(value) : value);
      if (wrongs.length > 0) {
        throw new Error(`${what} with ${name}: ${value}, of which ${wrongs.join("; ")}`);
      }
    }
  }
}

/** A request that the schemas allow is answered, or refused for a reason that names what was sent. */
async function tryRight(read, { url, sent }) {
  const { status, value } = await ask(read, url);
  count.right++;
  count.answered += status === 200 ? 1 : 0;
  if (status === 400 && !value.errors?.some((error) => error.in === "path" || sent.includes(error.name))) {
    throw new Error(`${url} is refused for none of ${sent}: ${JSON.stringify(value.errors)}`);
  }
}

async function tryWrong(read, { url, mistaken }) {
  const { status, value } = await ask(read, url);
  if (status !== 400 || !value.errors?.some((error) => error.name === mistaken)) {
    throw new Error(`${url} answers ${status} and not a problem that names ${mistaken}: ${JSON.stringify(value)?.slice(0, 500)}`);
  }
}

const failures = [];

async function hold(read, kind, requests, attempt) {
  const result = await fc.check(
    fc.asyncProperty(requests, (request) => attempt(read, request)),
    { seed, numRuns },
  );
  if (result.failed) {
    failures.push(`${read.path} (${kind}): ${result.errorInstance?.message ?? fc.defaultReportMessage(result)}`);
  }
}

const waiting = reads();
const all = waiting.length;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let read = waiting.pop(); read; read = waiting.pop()) {
      await hold(read, "right", rightRequest(read), tryRight);
      await hold(read, "wrong", wrongRequest(read), tryWrong);
    }
  }),
);
failures.sort().forEach((failure) => console.log(failure));
console.log(
  `seed ${seed}: ${all} reads, ${count.requests} requests (${JSON.stringify(count.byStatus)}), ${count.answered} of ${count.right} right ones answered, ${failures.length} failures`,
);
if (failures.length > 0 || count.answered < count.right * LEAST_ANSWERED || count.requests < all * numRuns) {
  process.exitCode = 1;
}
