// What the page of recipes tells a reader to run, run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { url } from "./browser.mjs";

const AsyncFunction = (async () => {}).constructor;
const { items: recipes } = await (await fetch(`${url}/recipes`, { headers: { Accept: "application/json" } })).json();

test("there are recipes", () => assert.ok(recipes.length >= 5));

for (const { title, javascript, prints } of recipes) {
  test(title, async () => {
    const printed = [];
    const console = { log: (line) => printed.push(line) };
    await new AsyncFunction("api", "console", javascript)(url, console);
    assert.notEqual(prints, "", "the recipe says what it prints");
    assert.equal(printed.join("\n"), prints.trimEnd());
  });
}
