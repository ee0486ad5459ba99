import { basename } from "node:path";
import { takeOverShift, shiftedClock } from "../../src/app/clock/shifted-clock.ts";
import type { AppDeps } from "../../src/app/deps.ts";
import { findImporter } from "../../src/app/packages-as-code/find-importer.ts";
import { importPackages, UnknownNames } from "../../src/app/packages-as-code/import-packages.ts";
import { readKnown } from "../../src/app/packages-as-code/read-known.ts";
import type { Environment } from "../../src/config/environment.ts";
import { parsePackages } from "../../src/connectors/packages-file/read-packages-file.ts";
import type { ReadPackages } from "../../src/connectors/packages-file/read-packages-file.ts";
import { packagesFromGraph } from "../../src/connectors/graph-file/packages-from-graph.ts";
import { parseGraph } from "../../src/connectors/graph-file/read-graph-file.ts";
import { readText } from "../../src/connectors/yaml-file/yaml-file.ts";
import { repeatedNames } from "../../src/domain/packages-as-code/repeated-names.ts";
import { Refusal } from "../../src/domain/fault.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { fieldName } from "../../src/lib/field-path.ts";
import { FileFault } from "../../src/lib/file-problem.ts";
import type { FileProblem } from "../../src/lib/file-problem.ts";
import { newRandomId } from "../../src/lib/ids.ts";
import { createLogger } from "../../src/lib/log.ts";
import { StartFailure } from "../../src/lib/start.ts";
import { grantedRights } from "../../src/ops/reach-slack.ts";
import { sentenceFor } from "../../src/slack/errors.ts";
import type { Database } from "../../src/store/database.ts";
import { notCarriedInWords, planInWords, sumInWords } from "./plan-in-words.ts";

export interface ImportOptions {
  path: string;
  isDryRun: boolean;
  /** Whether the file holds what Microsoft Graph gives. */
  isFromGraph: boolean;
  /** The e-mail address of the person in whose name it is done. */
  as: string | undefined;
}

/** Prints what an import does, and does it; false where anything of it is refused, and nothing is stored. */
export async function importFile(
  environment: Environment,
  database: Database,
  options: ImportOptions,
): Promise<boolean> {
  const deps = await scriptDeps(environment, database);
  const { file, faultOf } = await readFile(deps, options);
  const slackUserId = await importerOf(deps, options.as);
  const input = { file, fileName: basename(options.path) };
  try {
    const plan = await importPackages(deps, slackUserId, { ...input, isDryRun: true });
    console.log(`${planInWords(plan.lines)}\n\n${sumInWords(plan.lines)}`);
    const isRefused = plan.lines.some(({ verdict }) => verdict === "refuse");
    if (isRefused) console.error("Nothing was stored.");
    if (isRefused || options.isDryRun) return !isRefused;
    if (plan.lines.every(({ verdict }) => verdict === "noChange")) return true;
    const { lines, isStored } = await importPackages(deps, slackUserId, { ...input, isDryRun: false });
    // Only where somebody changed something in between.
    if (!isStored) console.error(`${planInWords(lines)}\n\nNothing was stored.`);
    else console.log("Imported.");
    return isStored;
  } catch (error) {
    if (error instanceof UnknownNames) throw faultOf(error.problems);
    if (!(error instanceof Refusal)) throw error;
    console.error(error.faults.map(sentenceFor).join("\n"));
    return false;
  }
}

async function readFile(deps: AppDeps, { path, isFromGraph }: ImportOptions): Promise<ReadPackages> {
  const text = await readText(path);
  if (!isFromGraph) return parsePackages(text, path);
  const { file, notCarried } = packagesFromGraph(parseGraph(text, path), await readKnown(deps));
  console.log(notCarriedInWords(notCarried));
  const faultOf = (problems: readonly FileProblem[]) =>
    new FileFault(problems.map((problem) => `${path}: ${fieldName(problem.path)}: ${problem.text}`));
  const repeated = repeatedNames(file);
  if (repeated.length > 0) throw faultOf(repeated);
  return { file, faultOf };
}

async function scriptDeps(environment: Environment, database: Database): Promise<AppDeps> {
  const clock = shiftedClock(systemClock);
  if (environment.timeTravel) await takeOverShift(clock, database);
  return {
    database,
    clock,
    newId: newRandomId,
    rights: await grantedRights(environment),
    log: createLogger(environment.logLevel),
    // The bot finds what is promised when it runs.
    nudge: () => {},
    onCommand: () => {},
  };
}

async function importerOf(deps: AppDeps, named: string | undefined): Promise<string> {
  const importer = await findImporter(deps, named);
  if (importer.kind === "found") {
    console.log(`In the name of ${importer.name}:\n`);
    return importer.slackUserId;
  }
  if (importer.kind === "notInSlack")
    throw new StartFailure(`${importer.named} is not in Slack, and cannot act here: name somebody else with --as.`);
  if (importer.named === null)
    throw new StartFailure("USER_ADMINISTRATORS names nobody: name the person who imports with --as.");
  throw new StartFailure(`Nobody is known here as ${importer.named}: name the person who imports with --as.`);
}
