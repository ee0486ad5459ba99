import { z } from "zod";
import { HISTORY_SHOWS, readHistory } from "../history/read-history.ts";
import type { HistoryQuestion } from "../history/read-history.ts";
import { readAccess } from "../assignment/read-access.ts";
import type { AccessQuestion } from "../assignment/read-access.ts";
import { REPORT_PARTS } from "../../domain/report.ts";
import type { ReportPart } from "../../domain/report.ts";
import { readReport } from "../report/read-report.ts";
import { command } from "../command.ts";
import type { AppDeps } from "../deps.ts";

/** How many rows a file has at most. */
export const EXPORT_ROWS_MAX = 10_000;

/** A list that is to be made a file of: who has what, or a history. */
export const ExportedList = z.discriminatedUnion("list", [
  z.object({
    list: z.literal("access"),
    kind: z.enum(["package", "resource", "person"]),
    id: z.string(),
    /** The day; empty: now. */
    on: z.union([z.iso.date(), z.literal("")]),
  }),
  z.object({
    list: z.literal("history"),
    kind: z.enum(["package", "catalog", "request", "person"]),
    id: z.string(),
    show: z.enum(HISTORY_SHOWS),
  }),
  z.object({ list: z.enum(["report", "chart"]), id: z.enum(REPORT_PARTS) }),
]);
export type ExportedList = z.infer<typeof ExportedList>;

/** Has a file made of who has what, for whoever asks; refused like the list itself. */
export async function exportAccess(
  deps: AppDeps,
  slackUserId: string,
  { subject: { kind, id }, on }: AccessQuestion,
): Promise<void> {
  await readAccess(deps, slackUserId, { subject: { kind, id }, on, from: 0 }, 1);
  await promiseFile(deps, slackUserId, { list: "access", kind, id, on: on ?? "" });
}

/** Has a file made of a history, for whoever asks; refused like the history itself. */
export async function exportHistory(
  deps: AppDeps,
  slackUserId: string,
  { subject: { kind, id }, show }: HistoryQuestion,
): Promise<void> {
  await readHistory(deps, slackUserId, { subject: { kind, id }, show, beforeId: null }, 1);
  await promiseFile(deps, slackUserId, { list: "history", kind, id, show });
}

/** Has a file, or a chart, made of one part of the report, for whoever asks; refused like the report itself. */
export async function exportReport(
  deps: AppDeps,
  slackUserId: string,
  part: ReportPart,
  list: "report" | "chart",
): Promise<void> {
  await readReport(deps, slackUserId, [part], 1);
  await promiseFile(deps, slackUserId, { list, id: part });
}

/** Whether the list may be seen has been asked before, and is asked again when the file is made. */
const promiseFile = command<ExportedList, null, void>({
  name: "list.export",
  input: ExportedList,
  target: async () => null,
  permit: () => ({ allowed: true, because: "may see the list" }),
  run: async ({ by, input, newId }) => ({
    result: undefined,
    events: [
      {
        type: "list.exported",
        target: { kind: "person", id: by.id },
        exported: { exportId: newId(), personId: by.id, ...input },
        after: input,
      },
    ],
  }),
});
