import type { ActionsBlock } from "@slack/types";
import type { Message } from "../command/message.ts";
import { actions, button, paragraph } from "../kit/block.ts";

/** Below a list: `More`, where there is more, and `Export`, which makes a file of all of it. */
export function listEnd(
  more: { action: string; value: string } | null,
  exported: { action: string; value: string },
): ActionsBlock {
  return actions("more", [
    ...(more ? [button("More", more.action, { value: more.value })] : []),
    button("Export", exported.action, { value: exported.value }),
  ]);
}

const COMING = "The file is being made. It comes into our direct messages in a moment.";

/** What `Export` is answered with. */
export const EXPORT_BEGUN: Message = { text: COMING, blocks: [paragraph(COMING)] };
