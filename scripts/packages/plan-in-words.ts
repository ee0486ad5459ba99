import type { NotCarried } from "../../src/connectors/graph-file/notes.ts";
import type { PlanLine, PlanRefusal, PlanVerdict } from "../../src/domain/packages-as-code/plan.ts";
import { sentenceFor } from "../../src/slack/errors.ts";

const VERDICTS: Readonly<Record<PlanVerdict, string>> = {
  create: "create",
  change: "change",
  noChange: "no change",
  refuse: "refuse",
};

/** The plan as a table, a line for each catalog, package, policy and rule of the file. */
export function planInWords(lines: readonly PlanLine[]): string {
  const cells = lines.map(({ verdict, kind, path, changed, refusal }) => [
    VERDICTS[verdict],
    kind,
    path.join(" / "),
    refusal ? reasonInWords(refusal) : changed.join(", "),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** How many there are of each, in a sentence. */
export function sumInWords(lines: readonly PlanLine[]): string {
  const count = (verdict: PlanVerdict) => lines.filter((line) => line.verdict === verdict).length;
  return `${count("create")} to create, ${count("change")} to change, ${count("noChange")} as they are, ${count("refuse")} refused.`;
}

/** What of a Graph file could not be carried over, a line for each. */
export function notCarriedInWords(notCarried: readonly NotCarried[]): string {
  if (notCarried.length === 0) return "Everything can be carried over.\n";
  const lines = notCarried.map(({ path, text }) => `  ${path.join(" / ")}: ${text}`);
  return ["Not carried over, or not as it was:", ...lines, ""].join("\n");
}

function reasonInWords(refusal: PlanRefusal): string {
  if (refusal.kind === "holder") return `Its ${refusal.refused} is refused.`;
  return refusal.faults
    .map((fault) => (fault.field === undefined ? sentenceFor(fault) : `${fault.field}: ${sentenceFor(fault)}`))
    .join(" ");
}
