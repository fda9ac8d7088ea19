// Every page, as each kind of reader meets it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { barriers, launch, looks, open, overhang, screenshot, url } from "./browser.mjs";

const browser = await launch();
after(() => browser.close());

/** The pages that the site map names, and one of each kind that it does not. */
async function pages() {
  const map = await (await fetch(`${url}/sitemap.xml`)).text();
  const paths = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address).pathname);
  assert.ok(paths.length >= 8, `the site map names ${paths.length} pages`);
  return [...paths, "/problems/invalid-parameter"];
}

const nameOf = (path) => (path === "/" ? "overview" : path.slice(1).replaceAll("/", "-"));

for (const path of await pages()) {
  for (const look of Object.keys(looks)) {
    test(`${path} ${look}`, async () => {
      const { page, faults, close } = await open(browser, look);
      try {
        const answer = await page.goto(url + path, { waitUntil: "networkidle" });
        assert.equal(answer.status(), 200);
        assert.match(answer.headers()["content-security-policy"], /script-src 'self';/);
        // on a busy machine the network is idle before the console is there
        await page.locator("main").first().waitFor();
        await screenshot(page, `${nameOf(path)}-${look}`);
        assert.equal(await page.locator("h1:visible").count(), 1, "one heading of the first level");
        assert.equal(await page.locator("main").count(), 1, "one main landmark");
        assert.equal(await overhang(page), 0, "nothing to scroll sideways for");
        assert.deepEqual(await barriers(page), []);
        assert.deepEqual(faults, []);
      } finally {
        await close();
      }
    });
  }
}

test("the first stop of the keyboard skips to the content", async () => {
  const { page, close } = await open(browser, "wide");
  try {
    await page.goto(url);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  } finally {
    await close();
  }
});

test("nothing moves while a page loads", async () => {
  const { page, close } = await open(browser, "narrow");
  try {
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({
        type: "layout-shift",
        buffered: true,
      });
    });
    for (const path of ["/", "/recipes", "/structure"]) {
      await page.goto(url + path, { waitUntil: "networkidle" });
      assert.ok((await page.evaluate(() => window.shift)) < 0.01, path);
    }
  } finally {
    await close();
  }
});

test("pages read the same without JavaScript", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    for (const [path, text] of [
      ["/", "readings"],
      ["/recipes", "curl"],
      ["/guide", "next"],
      ["/structure", "As of"],
      ["/docs", "needs JavaScript"],
    ]) {
      await page.goto(url + path);
      assert.match(await page.locator("main").innerText(), new RegExp(text), path);
    }
  } finally {
    await context.close();
  }
});
