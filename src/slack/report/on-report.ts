import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { z } from "zod";
import { exportReport } from "../../app/export/export-list.ts";
import { readReport } from "../../app/report/read-report.ts";
import { REPORT_PARTS } from "../../domain/report.ts";
import type { ReportPart } from "../../domain/report.ts";
import { ephemeral } from "../command/message.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { EXPORT_BEGUN } from "../export/export-button.ts";
import { answerClick } from "../kit/answer-click.ts";
import { ACTION } from "./ids.ts";
import { chartMessage, reportMessage } from "./report-message.ts";

/** Answers `/access report`: the catalogs of whoever asks, in numbers. */
export async function reportAnswer(deps: SlackDeps, slackUserId: string): Promise<Message> {
  return reportMessage(await readReport(deps, slackUserId));
}

/** Listens to `Export` and `Chart` below a part of the report. */
export function listenToReport(app: App, deps: SlackDeps): void {
  const onPress = (action: string, answer: (user: string, part: ReportPart) => Promise<Message>) =>
    app.action<BlockAction<ButtonAction>>(action, (click) =>
      answerClick(click, deps.log, async () =>
        ephemeral(await answer(click.body.user.id, z.enum(REPORT_PARTS).parse(click.action.value))),
      ),
    );
  onPress(ACTION.exportPart, async (user, part) => {
    await exportReport(deps, user, part, "report");
    return EXPORT_BEGUN;
  });
  onPress(ACTION.drawPart, async (user, part) => {
    const [section] = await readReport(deps, user, [part]);
    await exportReport(deps, user, part, "chart");
    return section ? chartMessage(section) : EXPORT_BEGUN;
  });
}
