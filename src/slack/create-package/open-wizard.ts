import type { ModalView } from "@slack/types";
import { openDraft } from "../../app/draft/open-draft.ts";
import type { OpenedDraft } from "../../app/draft/open-draft.ts";
import type { SlackDeps } from "../deps.ts";
import { attempt } from "../kit/attempt.ts";
import { actions, button, paragraph } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import { STEP_TITLES } from "./frame.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { encodeMetadata } from "./metadata.ts";
import { viewOfDraft } from "./wizard-view.ts";

/** The wizard as it opens: a new one at its first step, or the offer to resume what was left. Refuses who may create nowhere. */
export async function openingView(deps: SlackDeps, slackUserId: string): Promise<ModalView> {
  const opened = await attempt(deps, [slackUserId], () => openDraft(deps, slackUserId, { startOver: false }));
  return opened.isResumed ? resumeView(opened) : viewOfDraft(deps, opened);
}

export function resumeView({ draft }: Pick<OpenedDraft, "draft">): ModalView {
  const { name } = draft.content.basics;
  return modal({
    callbackId: CALLBACK.resume,
    title: "New access package",
    metadata: encodeMetadata({ draftId: draft.id, version: draft.version }),
    blocks: [
      paragraph(
        `You left an access package unfinished${name === "" ? "" : `: ${name}`}. You were at ${STEP_TITLES[draft.step]}.`,
      ),
      actions("resume", [
        button("Resume", ACTION.resume, { style: "primary" }),
        button("Start over", ACTION.startOver),
      ]),
    ],
  });
}
