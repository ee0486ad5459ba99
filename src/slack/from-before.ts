import type { App, BlockAction, ViewSubmitAction } from "@slack/bolt";
import { fault, Refusal } from "../domain/fault.ts";
import type { Logger } from "../lib/log.ts";
import { answerSubmission } from "./kit/answer.ts";
import { answerClick } from "./kit/answer-click.ts";

const WHATEVER = /^/;

/**
 * Answers what no other listener waits for: windows and buttons from before a deploy. To be called last, as a request
 * goes to the first listener whose pattern it fits (`bolt/routed.ts`).
 */
export function answerFromBefore(app: App, log: Logger): void {
  app.view<ViewSubmitAction>({ callback_id: WHATEVER, type: "view_submission" }, (submission) =>
    answerSubmission(submission, log, refuse("windowOutdated")),
  );
  app.action<BlockAction>(WHATEVER, (click) =>
    click.action.type === "button" ? answerClick(click, log, refuse("buttonOutdated")) : click.ack(),
  );
  app.options(WHATEVER, ({ ack }) => ack({ options: [] }));
}

function refuse(code: "windowOutdated" | "buttonOutdated"): () => Promise<never> {
  return async () => {
    throw new Refusal(fault(code, {}));
  };
}
