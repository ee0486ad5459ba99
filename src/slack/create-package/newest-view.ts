import type { ViewOutput } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import type { DraftState } from "../../app/draft/draft-command.ts";
import { openDraft } from "../../app/draft/open-draft.ts";
import { readOwnDraft } from "../../app/draft/read-own-draft.ts";
import type { Fault } from "../../domain/fault.ts";
import type { SlackDeps } from "../deps.ts";
import { sentenceFor } from "../errors.ts";
import { alerted, explain } from "../kit/answer.ts";
import { withAlert } from "../kit/modal.ts";
import { decodeMetadata } from "./metadata.ts";
import { viewOfDraft } from "./wizard-view.ts";

/** Whether a view was refused because the wizard has moved on since. */
export function isOutdated(faults: readonly Fault[]): boolean {
  return faults.some(({ code }) => code === "draftOutdated");
}

/** For a step that is out of date: the newest state of the wizard, and the words for it on top. */
export async function newestInstead(
  deps: SlackDeps,
  slackUserId: string,
  view: ViewOutput,
  faults: readonly Fault[],
): Promise<ModalView | undefined> {
  if (!isOutdated(faults)) return undefined;
  try {
    const newest = await viewOfDraft(deps, await newestDraft(deps, slackUserId, view.private_metadata));
    const words = [...faults.map(sentenceFor), "Here is its newest state."].join(" ");
    return { ...newest, blocks: withAlert(newest.blocks as KnownBlock[], words) };
  } catch (error) {
    return alerted(view, explain(error, deps.log).sentence);
  }
}

/** The draft that the view shows; where the view does not tell, the one that the person has open. */
async function newestDraft(deps: SlackDeps, slackUserId: string, metadata: string): Promise<DraftState> {
  let draftId: string;
  try {
    ({ draftId } = decodeMetadata(metadata));
  } catch {
    return openDraft(deps, slackUserId, { startOver: false });
  }
  return readOwnDraft(deps, slackUserId, draftId);
}
