// Lints the committed documents, and fails on any error or warning, and on a score below the least that we are content with.
import { spawnSync } from "node:child_process";

const LEAST_SCORE = 90;
const documents = ["timeline-service", "forces-service", "partners-service", "gateway"].map(
  (module) => `../${module}/openapi.yaml`,
);

function run(tool, args) {
  const outcome = spawnSync(`node_modules/.bin/${tool}`, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_UPDATE_NOTIFIER: "1", REDOCLY_TELEMETRY: "off" },
  });
  if (outcome.error) {
    throw outcome.error;
  }
  return outcome;
}

let failed = false;

function check(name, passed, output) {
  console.log(`${passed ? "ok     " : "FAILED "} ${name}`);
  if (!passed) {
    failed = true;
    console.log(output);
  }
}

const spectral = run("spectral", ["lint", ...documents, "--fail-severity=hint", "--quiet"]);
check("spectral", spectral.status === 0, spectral.stdout + spectral.stderr);

const redocly = run("redocly", ["lint", ...documents]);
check("redocly", redocly.status === 0, redocly.stdout + redocly.stderr);

for (const document of documents) {
  const scored = run("redocly", ["score", document, "--format=json"]);
  let score = NaN;
  try {
    score = JSON.parse(scored.stdout).agentReadiness;
  } catch {
    // reported below as a failure, with what was said instead
  }
  check(`score ${score} of ${document}`, score >= LEAST_SCORE, `at least ${LEAST_SCORE} is expected\n${scored.stderr}`);
}

process.exit(failed ? 1 : 0);
