import { readAccess } from "../../app/assignment/read-access.ts";
import type { AppDeps } from "../../app/deps.ts";
import { EXPORT_ROWS_MAX } from "../../app/export/export-list.ts";
import { readReport } from "../../app/report/read-report.ts";
import type { ReportSection } from "../../app/report/read-report.ts";
import { readHistory } from "../../app/history/read-history.ts";
import { keepInLine } from "../../app/message/keep-in-line.ts";
import type { LedgerKey } from "../../app/message/keep-in-line.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import { readSharer } from "../../app/package/read-shared-card.ts";
import type { ListExport } from "../../domain/event.ts";
import { Refusal } from "../../domain/fault.ts";
import { toCsv } from "../../lib/csv.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { explain } from "../kit/answer.ts";
import { paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { barChart } from "../report/chart.ts";
import { barOf, chartInWords, PART_WORDS } from "../report/report-words.ts";
import { accessTable, historyTable, reportTable } from "../export/file-table.ts";
import type { FileTable } from "../export/file-table.ts";
import type { PromisedFile, SentFile } from "./file-door.ts";

const NAME_MAX = 80;

/**
 * Makes the files that people asked for, each with what its reader may see when it is made, and sends them into their
 * direct messages, once each. Whoever may see it no more, or cannot be sent a file, is told so.
 */
export function listExporter(deps: AppDeps, files: MessageDoor<PromisedFile>, messages: MessageDoor<Message>) {
  const keyOf = (kind: string, { exportId, personId }: ListExport): LedgerKey => ({
    kind,
    entityId: exportId,
    recipient: personId,
  });
  async function tell(exported: ListExport, slackUserId: string, text: string): Promise<void> {
    const message = { text: escape(text), blocks: [paragraph(text)] };
    await keepInLine(deps, messages, keyOf("exportTrouble", exported), async () => ({
      message,
      to: slackUserId,
      mayPost: true,
    }));
  }
  return {
    async run(exported: ListExport): Promise<void> {
      const slackUserId = await readSharer(deps, exported.personId);
      if (slackUserId === null) return;
      const message = { text: exported.list, make: () => fileOf(deps, slackUserId, exported) };
      try {
        const outcome = await keepInLine(deps, files, keyOf("exportedFile", exported), async () => ({
          message,
          to: slackUserId,
          mayPost: true,
        }));
        if (outcome.kind === "failed") await tell(exported, slackUserId, notSent(outcome.code));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        await tell(exported, slackUserId, explain(error, deps.log).sentence);
      }
    },
    async giveUp(exported: ListExport, code: string): Promise<void> {
      const slackUserId = await readSharer(deps, exported.personId);
      if (slackUserId !== null) await tell(exported, slackUserId, notSent(code));
    },
  };
}

async function fileOf(deps: AppDeps, slackUserId: string, exported: ListExport): Promise<SentFile> {
  if (exported.list === "chart") return chartOf(await readReport(deps, slackUserId, [exported.id]));
  const { title, lines } = await tableOf(deps, slackUserId, exported);
  const kept = lines.slice(0, EXPORT_ROWS_MAX + 1);
  return {
    name: `${fileName(title)}.csv`,
    title: `${title}.csv`,
    bytes: new TextEncoder().encode(toCsv(kept)),
    comment: escape(`${title}: ${rowsInWords(kept.length - 1, lines.length > kept.length)}`),
  };
}

function chartOf([section]: readonly ReportSection[]): SentFile {
  const { part, rows } = section ?? { part: "holders" as const, rows: [] };
  const words = chartInWords(part, rows);
  const { title } = PART_WORDS[part];
  return {
    name: `${fileName(title)}.png`,
    title: `${title}.png`,
    bytes: barChart(rows.map((row) => barOf(part, row) ?? 0)),
    altText: words,
    comment: escape(words),
  };
}

/** One row more than the file may have shows that there are more. */
async function tableOf(deps: AppDeps, slackUserId: string, exported: ListExport): Promise<FileTable> {
  const size = EXPORT_ROWS_MAX + 1;
  switch (exported.list) {
    case "access": {
      const { kind, id, on } = exported;
      const question = { subject: { kind, id }, on: on === "" ? null : on, from: 0 };
      return accessTable(await readAccess(deps, slackUserId, question, size));
    }
    case "history": {
      const { kind, id, show } = exported;
      const question = { subject: { kind, id }, show, beforeId: null };
      return historyTable(await readHistory(deps, slackUserId, question, size));
    }
    default:
      return reportTable(await readReport(deps, slackUserId, [exported.id], size));
  }
}

function rowsInWords(rows: number, isCut: boolean): string {
  const count = rows === 1 ? "1 row" : `${rows.toLocaleString("en")} rows`;
  return isCut ? `the first ${count}; there are more, which this file leaves out.` : `${count}.`;
}

function notSent(code: string): string {
  return `Your file could not be sent (${code}). Try again later, or ask whoever looks after this workspace's apps.`;
}

/** Letters and digits of any script, as file systems take them. */
function fileName(title: string): string {
  const words = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  return clip(words.replaceAll(/^-|-$/g, ""), NAME_MAX) || "list";
}
