/** The tables that lists become as files. */
import type { AccessPage } from "../../app/assignment/read-access.ts";
import type { History } from "../../app/history/read-history.ts";
import type { ReportSection } from "../../app/report/read-report.ts";
import { cellsOf, PART_WORDS } from "../report/report-words.ts";
import { changesInWords, movedInWords } from "../history/change-words.ts";
import { eventInWords } from "../history/event-words.ts";

/** A file's name without its ending, and its lines, the first of which names the columns. */
export interface FileTable {
  title: string;
  lines: string[][];
}

/** Who has what: a line for each way by which somebody has it. */
export function accessTable({ subject, name, on, rows }: AccessPage): FileTable {
  const lines = rows.flatMap((row) =>
    row.ways.map(({ role, email, packageName, catalogName, from, until, endsAt }) => [
      subject.kind === "person" ? name : row.name,
      email ?? "",
      role ?? "",
      packageName,
      catalogName,
      inUtc(from),
      inUtc(until),
      inUtc(endsAt),
    ]),
  );
  const head = [
    "Person",
    "E-mail",
    "Role",
    "Access package",
    "Catalog",
    "Since (UTC)",
    "Taken away (UTC)",
    "Ends (UTC)",
  ];
  return { title: `${name}${on === null ? "" : ` on ${on}`}`, lines: [head, ...lines] };
}

/** A history: a line for each event. */
export function historyTable({ name, rows, names }: History): FileTable {
  const lines = rows.map((entry) => [
    inUtc(entry.at),
    eventInWords(entry),
    entry.by ?? "",
    entry.packageName ?? "",
    [...changesInWords(entry, names), ...movedInWords(entry, IN_FILE)].join("\n"),
  ]);
  return {
    title: `History of ${name}`,
    lines: [["When (UTC)", "What", "Who", "Access package", "Details"], ...lines],
  };
}

const IN_FILE = { moment: (instant: Date) => `${inUtc(instant)} UTC`, channel: (id: string) => id };

/** One part of the report. */
export function reportTable(sections: readonly ReportSection[]): FileTable {
  return {
    title: sections.map(({ part }) => PART_WORDS[part].title).join(", "),
    lines: sections.flatMap(({ part, rows }) => [PART_WORDS[part].columns, ...rows.map((row) => cellsOf(part, row))]),
  };
}

function inUtc(moment: Date | null): string {
  return moment === null ? "" : moment.toISOString().slice(0, 16).replace("T", " ");
}
