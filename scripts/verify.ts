/** Checks that need no services, side by side: `npm run verify`. Prints what failed whole, and the rest as one line. */
import { spawn } from "node:child_process";

const CHECKS = ["format:check", "lint", "types", "knip", "test:unit"] as const;

interface Outcome {
  passed: boolean;
  output: string;
  seconds: string;
}

function run(check: string): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn("npm", ["run", "--silent", check], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("close", (code) => {
      resolve({ passed: code === 0, output, seconds: ((performance.now() - started) / 1000).toFixed(1) });
    });
  });
}

async function report(check: string): Promise<boolean> {
  const { passed, output, seconds } = await run(check);
  console.log(`${passed ? "passed" : "FAILED"}  ${check} (${seconds} s)${passed ? "" : `\n${output}`}`);
  return passed;
}

const results = await Promise.all(CHECKS.map(report));
if (results.includes(false)) process.exitCode = 1;
