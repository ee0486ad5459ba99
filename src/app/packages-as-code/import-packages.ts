import { z } from "zod";
import type { DomainEvent } from "../../domain/event.ts";
import { fromFile } from "../../domain/packages-as-code/from-file.ts";
import { PackagesFile } from "../../domain/packages-as-code/packages-file.ts";
import { countsOf } from "../../domain/packages-as-code/plan.ts";
import type { PlanLine } from "../../domain/packages-as-code/plan.ts";
import type { Known, StoredCatalog } from "../../domain/packages-as-code/stored-packages.ts";
import type { FileProblem } from "../../lib/file-problem.ts";
import { groupedBy } from "../../lib/grouped-by.ts";
import { lockRules } from "../../store/query/automatic-rule.ts";
import { holdImports, knownSubjects, storedCatalogs } from "../../store/query/packages-as-code.ts";
import { command } from "../command.ts";
import type { OuterCommand } from "../command.ts";
import type { AppDeps } from "../deps.ts";
import { importAll } from "./import-all.ts";
import { Importing } from "./importing.ts";

const ImportPackages = z.object({
  file: PackagesFile,
  /** What the file is called where the import is announced. */
  fileName: z.string(),
  /** Only the plan is wanted. */
  isDryRun: z.boolean(),
});
type ImportPackages = z.infer<typeof ImportPackages>;

interface ImportTarget {
  catalogs: readonly StoredCatalog[];
  known: Known;
}

export interface ImportPlan {
  lines: readonly PlanLine[];
  /** Whether it was carried out; never where anything is refused. */
  isStored: boolean;
}

/** Thrown when a file names what is not known here; nothing has been changed. */
export class UnknownNames extends Error {
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super("the file names what is not known here");
    this.name = "UnknownNames";
    this.problems = problems;
  }
}

/** Undoes what was done to find out what would be. */
class OnlyPlanned extends Error {
  readonly lines: readonly PlanLine[];

  constructor(lines: readonly PlanLine[]) {
    super("the import was planned, and is not carried out");
    this.name = "OnlyPlanned";
    this.lines = lines;
  }
}

/**
 * Makes and changes what a file of packages says, in one transaction and by the commands that Slack's screens use, in
 * the name of this person, whose rights decide; what is not in the file stays. The plan is what the commands answer: it
 * is found by carrying the import out, which is undone for a dry run and where anything is refused.
 * Throws UnknownNames.
 */
export async function importPackages(deps: AppDeps, slackUserId: string, input: ImportPackages): Promise<ImportPlan> {
  try {
    return { lines: await carryOut(deps, slackUserId, input), isStored: true };
  } catch (error) {
    if (error instanceof OnlyPlanned) return { lines: error.lines, isStored: false };
    throw error;
  }
}

const carryOut = command<ImportPackages, ImportTarget, readonly PlanLine[]>({
  name: "packages.import",
  input: ImportPackages,
  target: async ({ tx }) => {
    await holdImports(tx);
    await lockRules(tx);
    return { catalogs: await storedCatalogs(tx), known: await knownSubjects(tx) };
  },
  permit: () => ({ allowed: true, because: "each part asks for its own right" }),
  run: async (context) => {
    const { input, target } = context;
    const { wishes, problems } = fromFile(input.file, target.known, target.catalogs);
    if (problems.length > 0) throw new UnknownNames(problems);
    const importing = new Importing(context, target);
    const catalogs = await importAll(importing, wishes, target.catalogs);
    const { lines, events } = importing;
    if (input.isDryRun || lines.some(({ verdict }) => verdict === "refuse")) throw new OnlyPlanned(lines);
    const byCatalog = groupedBy(lines, ({ path: [catalog = ""] }) => catalog);
    const noted = catalogs.flatMap(({ id, name }) =>
      importNoted(context, { catalogId: id, lines: byCatalog.get(name) ?? [], fileName: input.fileName }),
    );
    return { result: lines, events: [...events, ...noted] };
  },
});

/** What happened to a catalog, for its approvals channel; nothing where nothing did. */
function importNoted(
  { newId }: OuterCommand,
  { catalogId, lines, fileName }: { catalogId: string; lines: readonly PlanLine[]; fileName: string },
): DomainEvent[] {
  if (lines.every(({ verdict }) => verdict === "noChange")) return [];
  const noticeId = newId();
  const after = { noticeId, fileName, ...countsOf(lines) };
  return [{ type: "catalog.imported", target: { kind: "catalog", id: catalogId }, catalogId, noticeId, after }];
}
