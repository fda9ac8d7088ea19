// Lints the committed documents, and fails on any error or warning, and on a score below the least that we are content with.
import { spawnSync } from "node:child_process";

// The score is nine tenths of the median over operations, and ten points less one for each hundred operations: the gateway, which has as many as all services
// together, can have 95.4 at most, the services 98 to 99. A list that can be filtered by thirty fields has no points for its parameters; writes, of which there
// are most, lose four for theirs (an id, a reason, a key, a tag).
const LEAST_SCORE = { "timeline-service": 90, "forces-service": 90, "partners-service": 90, gateway: 85 };
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
