import type { App, BlockAction, ButtonAction, GlobalShortcut } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { SlackDeps } from "../deps.ts";
import { explain } from "../kit/answer.ts";
import { answerModal } from "../kit/answer-click.ts";
import { paragraph } from "../kit/block.ts";
import { inTime } from "../kit/in-time.ts";
import { ACTION, SHORTCUT } from "./ids.ts";
import { openingView } from "./open-wizard.ts";

/** Listens to the global shortcut and to the buttons `New access package`. */
export function listenToOpening(app: App, deps: SlackDeps): void {
  app.shortcut<GlobalShortcut>(SHORTCUT, async ({ ack, body, client }) => {
    await ack();
    await open(deps, client, body.user.id, body.trigger_id);
  });
  app.action<BlockAction<ButtonAction>>(ACTION.openFromButton, async ({ ack, body, client }) => {
    await ack();
    await open(deps, client, body.user.id, body.trigger_id);
  });
}

async function open(deps: SlackDeps, client: WebClient, userId: string, triggerId: string): Promise<void> {
  const view = await inTime(() => openingView(deps, userId)).catch((error: unknown) =>
    answerModal([paragraph(explain(error, deps.log).sentence)]),
  );
  await client.views.open({ trigger_id: triggerId, view });
}
