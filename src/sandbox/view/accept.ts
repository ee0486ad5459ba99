/** The door for all that the app wants to show: what breaks Slack's limits is refused by Slack's codes. */
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import { SlackRefusal } from "../refusal.ts";
import { validateHome } from "../validator/validate-home.ts";
import { validateMessage } from "../validator/validate-message.ts";
import { validateView } from "../validator/validate-view.ts";
import type { Violation } from "../validator/violation.ts";

function details(violations: Violation[], root: string): string[] {
  return violations.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${root}${pointer}]`);
}

function refuseView(violations: Violation[]): void {
  if (violations.some(({ code }) => code === "view_too_large")) throw new SlackRefusal("view_too_large");
  if (violations.length > 0) throw new SlackRefusal("invalid_arguments", details(violations, "/view"));
}

/** The modal, if Slack would show it. */
export function acceptedModal(view: unknown): ModalView {
  refuseView(validateView(view));
  return view as ModalView;
}

/** The Home tab, if Slack would show it. */
export function acceptedHome(view: unknown): HomeView {
  refuseView(validateHome(view));
  return view as HomeView;
}

export interface AcceptedMessage {
  text: string;
  /** Undefined when none were given. */
  blocks: KnownBlock[] | undefined;
}

/** Slack's own code for a limit of messages that has one. */
const MESSAGE_CODES: ReadonlySet<string> = new Set([
  "no_text",
  "msg_too_long",
  "msg_blocks_too_long",
  "too_many_attachments",
  "markdown_text_conflict",
  "metadata_too_large",
  "only_one_table_allowed",
]);

/** The message, if Slack would post it. */
export function acceptedMessage(message: unknown): AcceptedMessage {
  // Slack itself takes blocks without text; only the project's own checks insist on it.
  const violations = validateMessage(message).filter(({ code }) => code !== "text_missing");
  const [first] = violations;
  if (first) {
    throw new SlackRefusal(MESSAGE_CODES.has(first.code) ? first.code : "invalid_blocks", details(violations, ""));
  }
  const { text, blocks, markdown_text } = message as { text?: string; blocks?: KnownBlock[]; markdown_text?: string };
  return { text: text ?? markdown_text ?? "", blocks };
}
