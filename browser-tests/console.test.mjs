// A real call through the console: from an operation's entry to the record on the screen.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { barriers, launch, open, overhang, screenshot, url } from "./browser.mjs";

const browser = await launch();
after(() => browser.close());

/** A record of the running system: the first of the first collection that has one. */
async function record() {
  const { resources } = await (await fetch(url, { headers: { Accept: "application/json" } })).json();
  const document = await (await fetch(`${url}/openapi?format=json`)).json();
  for (const { url: path } of resources) {
    const operation = document.paths[`${path}/{id}`]?.get;
    if (operation) {
      const { items } = await (await fetch(`${url}${path}?limit=1`)).json();
      if (items.length > 0) return { operation, id: items[0].id, title: items[0].title };
    }
  }
  throw new Error("no collection has a record");
}

for (const look of ["wide", "narrow", "dark"]) {
  test(`a call through the console, ${look}`, async () => {
    const { operation, id, title } = await record();
    const { page, faults, close } = await open(browser, look);
    try {
      await page.goto(`${url}/docs#/${encodeURIComponent(operation.tags[0])}/${operation.operationId}`);
      const block = page.locator(`[id$="${operation.operationId}"]`).filter({ has: page.locator(".execute") });
      await block.locator("tr[data-param-name=id] input").fill(id);
      await block.locator(".execute").click();
      const answer = block.locator(".live-responses-table");
      await answer.locator(".response-col_status", { hasText: "200" }).first().waitFor();
      assert.ok((await answer.locator(".highlight-code").first().innerText()).includes(title), "the record is shown");
      await page.waitForLoadState("networkidle");
      await screenshot(page, `console-call-${look}`);
      assert.equal(await overhang(page), 0, "nothing to scroll sideways for");
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(faults, []);
    } finally {
      await close();
    }
  });
}
