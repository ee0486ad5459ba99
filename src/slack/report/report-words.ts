import { REPORT_DAYS_AHEAD, REPORT_DAYS_BACK } from "../../app/report/read-report.ts";
import type { ReportRow } from "../../app/report/read-report.ts";
import type { ReportPart } from "../../domain/report.ts";
import type { RequestState } from "../../domain/request/request.ts";
import { clip } from "../../lib/text.ts";
import { REQUEST_STATE_LABELS } from "../cards/request-words.ts";

/** What each part of the report is called, and the columns of its file. */
export const PART_WORDS: Readonly<Record<ReportPart, { title: string; columns: [string, string, string] }>> = {
  holders: { title: "Holders", columns: ["Access package", "Catalog", "Holders"] },
  outcomes: { title: `Requests of the last ${REPORT_DAYS_BACK} days`, columns: ["State", "", "Requests"] },
  byPackage: { title: "Median time to decision, by access package", columns: ["Access package", "Catalog", "Time"] },
  byApprover: { title: "Median time to decision, by approver", columns: ["Approver", "", "Time"] },
  ending: {
    title: `Access that ends in the next ${REPORT_DAYS_AHEAD} days, in UTC`,
    columns: ["Person", "Access package", "Ends (UTC)"],
  },
  unused: { title: "Access packages that nobody holds", columns: ["Access package", "Catalog", ""] },
};

/** A line's cells in words. */
export function cellsOf(part: ReportPart, { name, detail, value }: ReportRow): [string, string, string] {
  switch (part) {
    case "holders":
      return [name, detail, value.toLocaleString("en")];
    case "outcomes":
      return [REQUEST_STATE_LABELS[name as RequestState] ?? name, detail, value.toLocaleString("en")];
    case "byPackage":
    case "byApprover":
      return [name, detail, timeInWords(value)];
    case "ending":
      return [name, detail, new Date(value * 1_000).toISOString().slice(0, 16).replace("T", " ")];
    case "unused":
      return [name, detail, ""];
  }
}

const HOUR_S = 3_600;

/** The number of a line's bar in a chart; undefined where the part has no numbers. Times are in hours. */
export function barOf(part: ReportPart, { value }: ReportRow): number | undefined {
  if (part === "holders" || part === "outcomes") return value;
  return part === "byPackage" || part === "byApprover" ? Math.round(value / HOUR_S) : undefined;
}

/** Whether a chart of the part says something. */
export function isDrawn(part: ReportPart): boolean {
  return barOf(part, { name: "", detail: "", value: 0 }) !== undefined;
}

/** What a chart shows, for those who do not see it: each line with its number, in the order of the bars. */
export function chartInWords(part: ReportPart, rows: readonly ReportRow[]): string {
  const lines = rows.map((row, index) => {
    const [name, , count] = cellsOf(part, row);
    return `${index + 1}. ${clip(name, CHART_NAME_MAX)}: ${count}`;
  });
  return `${PART_WORDS[part].title}. ${lines.join("; ")}`;
}

/** Ten names and their numbers fit into the text that Slack takes for a picture. */
const CHART_NAME_MAX = 60;

/** How long something took, in its largest sensible unit. */
function timeInWords(seconds: number): string {
  const minutes = seconds / 60;
  if (minutes < 1) return "under a minute";
  if (minutes < 120) return `${Math.round(minutes)} minutes`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 60 / 24)} days`;
}
