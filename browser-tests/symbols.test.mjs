// Every code of the real tree is one that a symbol renderer draws; and the page draws it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import ms from "milsymbol";
import { launch, open, screenshot, url } from "./browser.mjs";

const browser = await launch();
after(() => browser.close());

const days = ["2002-06-01", "2003-04-15", "2004-01-01", "2008-01-01"];
const tree = async (day) => (await (await fetch(`${url}/v1/structure?asOf=${day}`)).json()).items;
const flat = (nodes) => nodes.flatMap((node) => [node, ...flat(node.children)]);

for (const day of days) {
  test(`symbols of ${day} are drawn by milsymbol`, async () => {
    const nodes = flat(await tree(day));
    for (const { id, sidc, echelon, branch } of nodes) {
      if (sidc === null) continue;
      assert.ok(echelon !== null && branch !== null, id);
      const symbol = new ms.Symbol(sidc);
      assert.ok(symbol.isValid(), `${id}: ${sidc}`);
      assert.equal(symbol.getMetadata().affiliation, "Friend", id);
      assert.equal(symbol.getMetadata().echelon?.toLowerCase().split("/")[0], echelon, id);
    }
  });
}

test("the tree has symbols of several echelons", async () => {
  const nodes = flat(await tree("2004-01-01")).filter(({ sidc }) => sidc !== null);
  assert.ok(nodes.length > 10);
  assert.ok(new Set(nodes.map(({ echelon }) => echelon)).size >= 4);
});

test("the page draws each of them", async () => {
  const codes = flat(await tree("2004-01-01")).filter(({ sidc }) => sidc !== null).length;
  const { page, faults, close } = await open(browser, "wide");
  try {
    await page.goto(`${url}/structure?asOf=2004-01-01`, { waitUntil: "networkidle" });
    assert.equal(await page.locator("[data-sidc] > svg").count(), codes);
    await screenshot(page, "structure-2004");
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
});

test("a day is chosen by keyboard", async () => {
  const { page, faults, close } = await open(browser, "narrow");
  try {
    await page.goto(`${url}/structure`);
    await page.getByLabel("The day").fill("2002-06-01");
    await page.getByRole("button", { name: "Show" }).press("Enter");
    await page.waitForURL("**/structure?asOf=2002-06-01");
    assert.match(await page.locator("h2").first().innerText(), /2002-06-01/);
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
});

test("the portal serves milsymbol as it was published", async () => {
  const page = await (await fetch(`${url}/structure`, { headers: { Accept: "text/html" } })).text();
  const [, served] = page.match(/src="(\/assets\/milsymbol-[^"]+)"/);
  const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const published = new URL("node_modules/milsymbol/dist/milsymbol.js", import.meta.url);
  assert.equal(digest(Buffer.from(await (await fetch(url + served)).arrayBuffer())), digest(readFileSync(published)));
});
