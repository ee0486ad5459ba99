/** Packages as code: `npm run packages -- export [FILE]` and `import FILE`, see docs/packages-as-code.md. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { exportPackages } from "../src/app/packages-as-code/export-packages.ts";
import { packagesInYaml } from "../src/connectors/packages-file/write-packages-file.ts";
import { packagesJsonSchema } from "../src/domain/packages-as-code/packages-file.ts";
import { readEnvironment } from "../src/config/environment.ts";
import { StartFailure } from "../src/lib/start.ts";
import { briefly } from "../src/lib/temporary.ts";
import { openToRead } from "../src/ops/open-to-read.ts";

const EXIT = { done: 0, refused: 1, unusable: 2 } as const;

const USAGE = `Usage:
  npm run packages -- export [FILE] [--catalog NAME]
  npm run packages -- schema`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { catalog: { type: "string" } },
  });
  const [verb, fileName] = positionals;
  if (verb === "schema") {
    console.log(JSON.stringify(packagesJsonSchema(), null, 2));
    return EXIT.done;
  }
  if (existsSync(".env")) process.loadEnvFile(".env");
  const environment = readEnvironment(process.env);
  if (verb !== "export") throw new StartFailure(USAGE);
  const database = await openToRead(environment.engines);
  try {
    return await writeExport(await exportPackages(database.read, values.catalog), fileName, values.catalog);
  } finally {
    await database.close();
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
  const cause = error instanceof StartFailure ? error.message : `This cannot be done: ${briefly(error)}`;
  console.error(cause);
  process.exitCode = EXIT.unusable;
}
