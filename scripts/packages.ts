/** Packages as code: `npm run packages -- export [FILE]` and `import FILE`, see docs/packages-as-code.md. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { exportPackages } from "../src/app/packages-as-code/export-packages.ts";
import { packagesInYaml } from "../src/connectors/packages-file/write-packages-file.ts";
import { packagesJsonSchema } from "../src/domain/packages-as-code/packages-file.ts";
import { readEnvironment } from "../src/config/environment.ts";
import { FileFault } from "../src/lib/file-problem.ts";
import { StartFailure } from "../src/lib/start.ts";
import { briefly, isTemporary } from "../src/lib/temporary.ts";
import { openAsItStands } from "../src/ops/open-as-it-stands.ts";
import { importFile } from "./packages/import-file.ts";

const EXIT = { done: 0, refused: 1, unusable: 2 } as const;

const USAGE = `Usage:
  npm run packages -- export [FILE] [--catalog NAME]
  npm run packages -- import FILE [--from-graph] [--dry-run] [--as PERSON]
  npm run packages -- schema`;

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const [verb, fileName] = positionals;
  if (verb === "schema") {
    console.log(JSON.stringify(packagesJsonSchema(), null, 2));
    return EXIT.done;
  }
  if (verb !== "export" && (verb !== "import" || fileName === undefined)) throw new StartFailure(USAGE);
  if (existsSync(".env")) process.loadEnvFile(".env");
  const environment = readEnvironment(process.env);
  const database = await openAsItStands(environment.engines);
  try {
    if (verb === "import" && fileName !== undefined) {
      const { "dry-run": isDryRun, "from-graph": isFromGraph, as } = values;
      const options = { path: fileName, isDryRun, isFromGraph, as };
      return (await importFile(environment, database, options)) ? EXIT.done : EXIT.refused;
    }
    return await writeExport(await exportPackages(database.read, values.catalog), fileName, values.catalog);
  } finally {
    await database.close();
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        catalog: { type: "string" },
        as: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        "from-graph": { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new StartFailure(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

async function writeExport(
  file: Awaited<ReturnType<typeof exportPackages>>,
  fileName: string | undefined,
  catalog = "",
): Promise<number> {
  if (file === null) throw new StartFailure(`There is no catalog named ${catalog}.`);
  if (fileName === undefined) process.stdout.write(packagesInYaml(file));
  else await writeFile(fileName, packagesInYaml(file));
  return EXIT.done;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isTold = error instanceof StartFailure || error instanceof FileFault;
  const isPassing = isTemporary(error) ? " The database is away or busy: try again in a moment." : "";
  const cause = isTold ? error.message : `This cannot be done: ${briefly(error)}.${isPassing}`;
  console.error(cause);
  process.exitCode = EXIT.unusable;
}
