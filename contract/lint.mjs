// Lints the committed documents, and fails on any error or warning, and on a score below the least that we are content with.
import { spawnSync } from "node:child_process";

// The score is a median over operations. Reads alone have 90 and more at the services and 86 at the gateway; writes, of which an entry has many members and
// the answer is a record, and histories, which hold whole records, lower it.
const LEAST_SCORE = { "timeline-service": 78, "forces-service": 79, "partners-service": 79, gateway: 75 };
const modules = Object.keys(LEAST_SCORE);
const documents = modules.map(documentOf);

function documentOf(module) {
  return `../${module}/openapi.yaml`;
}

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

for (const module of modules) {
  const scored = run("redocly", ["score", documentOf(module), "--format=json"]);
  let score = NaN;
  try {
    score = JSON.parse(scored.stdout).agentReadiness;
  } catch {
    // reported below as a failure, with what was said instead
  }
  const least = LEAST_SCORE[module];
  check(`score ${score} of ${module}`, score >= least, `at least ${least} is expected\n${scored.stderr}`);
}

process.exit(failed ? 1 : 0);
