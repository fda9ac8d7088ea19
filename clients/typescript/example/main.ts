// The three needs, on a terminal:  node target/dist/example/main.js http://127.0.0.1:8080
import { ProblemError, qalqan } from "../src/index.js";
import { dossier } from "./dossier.js";
import { events } from "./events.js";
import { evidence } from "./evidence.js";

const api = qalqan(process.argv[2] ?? "http://127.0.0.1:8080");

console.log("# What changed, in order");
for await (const page of events(api, ["doctrine", "reorganisation"], 10)) {
  for (const { title, when, actors } of page) {
    console.log(`${when}: ${title}${actors.length > 0 ? ` (${actors.join(", ")})` : ""}`);
  }
}

console.log("\n# Who says so");
const { title, claims, disagreements } = await evidence(api, "decree-2003-armed-forces-reform");
console.log(title);
for (const { says, where, shown } of claims.get("signedOn") ?? []) {
  console.log(`  ${shown ? "*" : "-"} signed on ${says} (${where})`);
}
for (const { field, item, differences } of disagreements) {
  console.log(`  sources disagree on ${[field, item ?? []].flat().join(" ")}: ${differences?.join(", ")}`);
}

console.log("\n# A partner");
for (const id of ["russia", "rusia"]) {
  const page = await dossier(api, id);
  if (page.kind === "problem") {
    console.log([page.detail, ...page.suggestions].join("\n"));
    continue;
  }
  console.log(page.title);
  for (const { name, titles } of page.sections) {
    console.log(`  ${name}: ${titles === null ? "not available just now" : titles.length}`);
  }
  page.warnings.forEach((warning) => console.log(`  ! ${warning}`));
}

console.log("\n# A mistake");
try {
  // what comes from an address bar is not checked by a compiler
  for await (const page of events(api, ["doctrin" as "doctrine"])) {
    console.log(page);
  }
} catch (error) {
  if (!(error instanceof ProblemError)) {
    throw error;
  }
  console.log(error.message);
}
