import type { AllMiddlewareArgs, BlockAction, ButtonAction, SlackActionMiddlewareArgs, ViewOutput } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import type { Logger } from "../../lib/log.ts";
import { alerted, explain } from "./answer.ts";
import { paragraph } from "./block.ts";
import { inTime } from "./in-time.ts";
import { modal } from "./modal.ts";
import { escape } from "./text.ts";

export type ButtonClick = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs;

/** A click, or a choice in a select: whatever can be answered where it was made. */
export type Click = Pick<ButtonClick, "ack" | "respond" | "client"> & {
  body: Pick<BlockAction, "view" | "response_url" | "trigger_id">;
};

/** A message for one person alone. */
export interface PrivateAnswer {
  response_type: "ephemeral";
  text: string;
  blocks: KnownBlock[];
  /** Takes the place of what was clicked. */
  replace_original?: boolean;
}

/** What a click is answered with: a message for that person alone, a modal, or nothing more to say. */
export type ClickAnswer = ModalView | PrivateAnswer | undefined;

/**
 * Answers a click where the person looks: in a message ephemerally, in a modal by another on top, on the Home tab in
 * a modal. A refusal is told in the same place, and in a modal on top of what it shows.
 */
export async function answerClick(click: Click, log: Logger, work: () => Promise<ClickAnswer>): Promise<void> {
  await click.ack();
  try {
    await showAnswer(click, await inTime(work));
  } catch (error) {
    await tellRefusal(click, explain(error, log).sentence);
  }
}

async function showAnswer({ respond, body, client }: Click, answer: ClickAnswer): Promise<void> {
  if (!answer) return;
  if (!("response_type" in answer)) return showModal({ body, client }, answer);
  if (body.response_url) {
    await respond({ replace_original: false, ...answer });
    return;
  }
  const { view } = body;
  const shown = answerModal(answer.blocks);
  if (answer.replace_original && view?.type === "modal") await client.views.update({ view_id: view.id, view: shown });
  else await showModal({ body, client }, shown);
}

/** On top of a modal, or by itself. Slack stacks three: what would be the fourth takes the place of the third. */
async function showModal({ body, client }: Pick<Click, "body" | "client">, view: ModalView): Promise<void> {
  const { view: clicked, trigger_id } = body;
  if (clicked?.type !== "modal") await client.views.open({ trigger_id, view });
  else if (isThird(clicked)) await client.views.update({ view_id: clicked.id, view });
  else await client.views.push({ trigger_id, view });
}

function isThird({ previous_view_id: below, root_view_id: root }: ViewOutput): boolean {
  return below !== null && below !== root;
}

async function tellRefusal(click: Click, sentence: string): Promise<void> {
  const { view } = click.body;
  if (view?.type === "modal") await click.client.views.update({ view_id: view.id, view: alerted(view, sentence) });
  else await showAnswer(click, { response_type: "ephemeral", text: escape(sentence), blocks: [paragraph(sentence)] });
}

/** An answer where there is no message to put it in. */
export function answerModal(blocks: readonly KnownBlock[]): ModalView {
  return modal({ callbackId: "answer", title: "Access packages", close: "Close", blocks });
}
