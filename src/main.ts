import { existsSync } from "node:fs";
import { start } from "./compose.ts";
import type { Program } from "./compose.ts";
import { StartFailure } from "./lib/start.ts";
import { briefly } from "./lib/temporary.ts";
import { readSettings } from "./ops/read-settings.ts";

const LONGEST_STOP_MS = 10_000;

async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const environment = await readSettings(process.env);
  const program = await start(environment);
  stopOnSignals(program);
  process.on("SIGHUP", () => {
    program
      .synchroniseDirectory()
      .catch((error: unknown) =>
        program.deps.log.error({ cause: briefly(error) }, "the directory file was not taken over"),
      );
  });
  const ready = (performance.now() / 1000).toFixed(1);
  console.log(`Access Packages listens at ${program.url} (ready in ${ready} s)`);
  if (program.sandboxUrl !== undefined)
    console.log(`Open the sandbox, a Slack workspace in a web page: ${program.sandboxUrl}`);
}

/** Stops once, gracefully; leaves anyhow when that takes too long or is asked for again. */
function stopOnSignals(program: Program): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => {
      program.deps.log.error("it did not stop in time");
      process.exit(1);
    }, LONGEST_STOP_MS - 500).unref();
    void program.stop().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

main().catch((error: unknown) => {
  // A StartFailure is for a person to read; anything else is a mistake of ours, with all that helps to find it.
  console.error(error instanceof StartFailure ? error.message : error);
  process.exit(1);
});
