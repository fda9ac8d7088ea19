// Lints the committed documents, and fails on any error or warning, and on a score below the least that we are content with.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

// The score is nine tenths of the median over operations, and ten points less one for each hundred operations: the gateway, which has as many as all services
// together, can have 95.4 at most, the services 98 to 99. A list that can be filtered by thirty fields has no points for its parameters; writes, of which there
// are most, lose four for theirs (an id, a reason, a key, a tag).
const LEAST_SCORE = { "timeline-service": 90, "forces-service": 90, "partners-service": 90, gateway: 85 };
const modules = Object.keys(LEAST_SCORE);
const documents = modules.map(documentOf);

function documentOf(module) {
  return `../${module}/openapi.yaml`;
}

async function run(tool, args) {
  const options = { maxBuffer: 1 << 28, env: { ...process.env, NO_UPDATE_NOTIFIER: "1", REDOCLY_TELEMETRY: "off" } };
  try {
    return { passed: true, ...(await promisify(execFile)(`node_modules/.bin/${tool}`, args, options)) };
  } catch (failure) {
    if (failure.stdout === undefined) {
      throw failure;
    }
    return { passed: false, stdout: failure.stdout, stderr: failure.stderr };
  }
}

let failed = false;

function check(name, passed, output) {
  console.log(`${passed ? "ok     " : "FAILED "} ${name}`);
  if (!passed) {
    failed = true;
    console.log(output);
  }
}

async function lint(tool, documents, ...options) {
  const linted = await run(tool, ["lint", ...documents, ...options]);
  check(`${tool} ${documents.join(" ")}`, linted.passed, linted.stdout + linted.stderr);
}

async function spectral() {
  // the last is as large as the others together
  const ofServices = documents.slice(0, -1);
  const ofGateway = documents.slice(-1);
  await Promise.all([ofServices, ofGateway].map((some) => lint("spectral", some, "--fail-severity=hint", "--quiet")));
}

async function score() {
  for (const module of modules) {
    const scored = await run("redocly", ["score", documentOf(module), "--format=json"]);
    let score = NaN;
    try {
      score = JSON.parse(scored.stdout).agentReadiness;
    } catch {
      // reported below as a failure, with what was said instead
    }
    const least = LEAST_SCORE[module];
    check(`score ${score} of ${module}`, score >= least, `at least ${least} is expected\n${scored.stderr}`);
  }
}

await spectral();
await Promise.all([lint("redocly", documents), score()]);
process.exit(failed ? 1 : 0);
