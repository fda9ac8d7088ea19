// What the scripts that write TypeScript share: the document, and where the OpenAPI Generator put its operations.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

export const METHODS = ["get", "put", "post", "delete", "patch"];

/** The document, and what follows the references in it. */
export function read(file) {
  const document = parse(readFileSync(file, "utf8"));
  const resolved = (node) =>
    node?.$ref === undefined
      ? node
      : resolved(
          node.$ref
            .slice(2)
            .split("/")
            .reduce((parent, key) => parent[key], document),
        );
  return { document, resolved };
}

/** What changes a record has no arguments that a document could show: they follow from what is there. */
export function isEdit(described) {
  return described.security !== undefined && (described.parameters ?? []).length > 0;
}

/** The class of the typescript-fetch client in which an operation is: it chose the names, one for a tag. */
export function classesOf(fetchClient) {
  const classes = new Map(
    readdirSync(join(fetchClient, "apis"))
      .map((file) => readFileSync(join(fetchClient, "apis", file), "utf8"))
      .flatMap((source) => {
        const name = /export class (\w+)/.exec(source)?.[1];
        return [...source.matchAll(/^ {4}async (\w+)\(/gm)].map((method) => [method[1], name]);
      }),
  );
  return (operation) => {
    const owner = classes.get(operation);
    if (owner === undefined) {
      throw new Error(`the typescript-fetch client has no method ${operation}`);
    }
    return owner;
  };
}

export function camelCase(name) {
  return name.replace(/[^a-zA-Z0-9]+(.)?/g, (_, next) => (next ?? "").toUpperCase());
}

/** What the OpenAPI Generator calls a body: after its schema; one of any members has no schema of its own. */
export function bodyName(reference) {
  const schema = reference?.split("/").at(-1);
  return schema === undefined ? "requestBody" : `${schema[0].toLowerCase()}${schema.slice(1)}`;
}

export function write(file, lines) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.join("\n"));
}
