import type { KnownBlock } from "@slack/types";
import type { ReportSection } from "../../app/report/read-report.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { actions, button, header, paragraph } from "../kit/block.ts";
import { ACTION } from "./ids.ts";
import { cellsOf, isCounted, PART_WORDS } from "./report-words.ts";

const TITLE = "Report on the catalogs whose assignments you may view";
/** Slack refuses messages whose texts are too long in all. */
const CELL_MAX = 60;

/** Each part of the report with its first lines, and `Export` for all of them. */
export function reportMessage(sections: readonly ReportSection[]): Message {
  return { text: TITLE, blocks: [header(TITLE), ...sections.flatMap(sectionBlocks)] };
}

function sectionBlocks({ part, rows, hasMore }: ReportSection): KnownBlock[] {
  const { title } = PART_WORDS[part];
  if (rows.length === 0) return [paragraph(`${title}\nNone.`)];
  const lines = rows.map((row) =>
    cellsOf(part, row)
      .filter((cell) => cell !== "")
      .map((cell) => clip(cell, CELL_MAX))
      .join(" · "),
  );
  return [
    paragraph([title, ...lines, ...(hasMore ? ["and more"] : [])].join("\n")),
    actions(`export-${part}`, [
      button("Export", ACTION.exportPart, { value: part, spoken: `Export: ${title}` }),
      ...(isCounted(part) ? [button("Chart", ACTION.drawPart, { value: part, spoken: `Chart: ${title}` })] : []),
    ]),
  ];
}
