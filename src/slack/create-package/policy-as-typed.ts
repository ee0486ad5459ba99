import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { previewPolicy } from "../../app/draft/read-own-draft.ts";
import type { SlackDeps } from "../deps.ts";
import { readTyped } from "../kit/state.ts";
import { decodeMetadata } from "./metadata.ts";
import { policyView } from "./policy-view.ts";
import { answersIn } from "./save-typed.ts";

/** The policy step as what is chosen in it shapes it; nothing is kept by that. */
export async function policyAsTyped(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  const reference = decodeMetadata(view.private_metadata);
  const drawing = await previewPolicy(deps, slackUserId, reference, answersIn(readTyped(view.state.values)));
  return policyView(reference.draftId, reference.version, drawing);
}
