import type { BlockAction, ButtonAction, SlackActionMiddlewareArgs, AllMiddlewareArgs } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import type { Logger } from "../../lib/log.ts";
import { explain } from "./answer.ts";
import { paragraph } from "./block.ts";
import { inTime } from "./in-time.ts";
import { modal } from "./modal.ts";
import { escape } from "./text.ts";

export type ButtonClick = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs;

/** What a click is answered with: a message for that person alone, or a modal. */
export type ClickAnswer =
  | ModalView
  | { response_type: "ephemeral"; text: string; blocks: KnownBlock[]; replace_original?: boolean };

/** Answers a click in a message, ephemerally; where there is no message, as on the Home tab, in a modal. */
export async function answerClick(
  { ack, respond, body, client }: ButtonClick,
  log: Logger,
  work: () => Promise<ClickAnswer>,
): Promise<void> {
  await ack();
  const answer = await inTime(work).catch((error: unknown) => refusal(explain(error, log).sentence));
  if ("response_type" in answer && body.response_url) await respond({ replace_original: false, ...answer });
  else
    await client.views.open({
      trigger_id: body.trigger_id,
      view: "response_type" in answer ? answerModal(answer.blocks) : answer,
    });
}

function refusal(sentence: string): ClickAnswer {
  return { response_type: "ephemeral", text: escape(sentence), blocks: [paragraph(sentence)] };
}

/** An answer where there is no message to put it in. */
export function answerModal(blocks: readonly KnownBlock[]): ModalView {
  return modal({ callbackId: "answer", title: "Access packages", close: "Close", blocks });
}
