import type { KnownBlock } from "@slack/types";

/** What the bot answers: blocks, and the text that screen readers and notifications use in their place. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** The message for nobody else's eyes. */
export function ephemeral({ text, blocks }: Message) {
  return { response_type: "ephemeral" as const, text, blocks };
}
