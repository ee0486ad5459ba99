import { fingerprint } from "../../lib/fingerprint.ts";
import type { Message } from "../command/message.ts";

/**
 * The message with block ids that change whenever anything in it does, so that Slack keeps nothing of what was chosen
 * in an earlier revision, and a click on one can be told from a click on this (slack.md C2, F2).
 */
export function revised({ text, blocks }: Message): Message {
  const revision = fingerprint({ text, blocks }).slice(0, 8);
  return {
    text,
    blocks: blocks.map((block) =>
      block.type === "actions" ? { ...block, block_id: `${block.block_id ?? "buttons"}.${revision}` } : block,
    ),
  };
}
