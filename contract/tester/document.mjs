// The document that a running system gives of itself. QALQAN_URL says where the system is.
export const system = process.env.QALQAN_URL ?? "http://127.0.0.1:8080";

const answer = await fetch(`${system}/openapi?format=json`);
if (!answer.ok) {
  throw new Error(`${system}/openapi answers ${answer.status}`);
}
export const document = await answer.json();

/** What stands at a JSON pointer, however many references lead there, with the pointer of its own place. */
export function at(pointer) {
  let place = pointer;
  let node = document;
  for (let hops = 0; hops < 20; hops++) {
    node = place
      .split("/")
      .slice(1)
      .reduce((inside, step) => inside?.[step.replaceAll("~1", "/").replaceAll("~0", "~")], document);
    if (!node?.$ref) {
      return { node, place };
    }
    place = node.$ref.slice(1);
  }
  throw new Error(`${pointer} leads round in a circle`);
}

export const step = (name) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** What a reference leads to; anything else as it is. */
export const resolve = (node) => (node?.$ref ? at(node.$ref.slice(1)).node : node);

/** Every read of the document. */
export function reads() {
  return Object.entries(document.paths)
    .filter(([, item]) => item.get)
    .map(([path, item]) => ({
      path,
      place: `/paths/${step(path)}/get`,
      parameters: [...(item.parameters ?? []), ...(item.get.parameters ?? [])].map(resolve),
      responses: item.get.responses,
    }));
}
