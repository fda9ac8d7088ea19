// The system under test and the browser that looks at it.
//
//   QALQAN_URL   where the gateway is (http://127.0.0.1:8080)
//   CHROMIUM     the browser (/usr/bin/chromium)
//   SCREENSHOTS  where pictures go (target/screenshots)
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const url = (process.env.QALQAN_URL ?? "http://127.0.0.1:8080").replace(/\/$/, "");

const screenshots = process.env.SCREENSHOTS ?? "target/screenshots";
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How pages are looked at. */
export const looks = {
  wide: { viewport: { width: 1280, height: 900 } },
  narrow: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  "narrow-dark": { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: "dark" },
};

/** A browser that asks nobody but the system under test. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page that remembers what it did wrong: requests to other hosts, errors, answers that failed. */
export async function open(browser, look) {
  const context = await browser.newContext({ ...looks[look], reducedMotion: "reduce" });
  const page = await context.newPage();
  const faults = [];
  page.on("request", (request) => {
    const asked = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(asked.protocol) && asked.origin !== new URL(url).origin) {
      faults.push(`asked another host: ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} for ${response.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  return { page, faults, close: () => context.close() };
}

/** What axe finds that is serious or critical. */
export async function barriers(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => axe.run());
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, impact, nodes }) => nodes.map((node) => `${id} (${impact}): ${node.html.slice(0, 200)}`));
}

/** How many pixels of the page lie beyond its right edge. */
export function overhang(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export async function screenshot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}
