import type { KnownBlock } from "@slack/types";
import type { ReportSection } from "../../app/report/read-report.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { actions, button, header, note, paragraph } from "../kit/block.ts";
import { table } from "../kit/table.ts";
import { ACTION } from "./ids.ts";
import { cellsOf, isDrawn, PART_WORDS } from "./report-words.ts";

const TITLE = "Report on the catalogs whose assignments you may view";
/** Slack refuses messages whose texts are too long in all. */
const CELL_MAX = 60;

/** Each part of the report with its first lines, and `Export` for all of them. */
export function reportMessage(sections: readonly ReportSection[]): Message {
  return { text: TITLE, blocks: [header(TITLE), ...sections.flatMap(sectionBlocks)] };
}

/** The numbers of a chart, which comes as a picture, as a table. */
export function chartMessage({ part, rows }: ReportSection): Message {
  const { title, columns } = PART_WORDS[part];
  const shown = columns.flatMap((column, at) => (column === "" ? [] : [at]));
  const cells = (row: readonly string[]) => shown.map((at) => row[at] ?? "");
  const text = `${title}: the chart is on its way to your direct messages with the app.`;
  const numbers = rows.map((row) => cells(cellsOf(part, row)));
  return { text, blocks: [paragraph(text), ...(rows.length > 0 ? [table(cells(columns), numbers)] : [])] };
}

function sectionBlocks({ part, rows, hasMore }: ReportSection): KnownBlock[] {
  const { title } = PART_WORDS[part];
  const heading = note(`*${title}*`);
  if (rows.length === 0) return [heading, paragraph("None.")];
  const lines = rows.map((row) =>
    cellsOf(part, row)
      .filter((cell) => cell !== "")
      .map((cell) => clip(cell, CELL_MAX))
      .join(" · "),
  );
  return [
    heading,
    paragraph([...lines, ...(hasMore ? ["and more"] : [])].join("\n")),
    actions(`export-${part}`, [
      button("Export", ACTION.exportPart, { value: part, spoken: `Export: ${title}` }),
      ...(isDrawn(part) ? [button("Chart", ACTION.drawPart, { value: part, spoken: `Chart: ${title}` })] : []),
    ]),
  ];
}
