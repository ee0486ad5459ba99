import type { KnownBlock, ModalView } from "@slack/types";
import { plain } from "./text.ts";

export const BLOCKS_MAX = 100;

/**
 * A modal. `metadata` says which state of what it shows; it carries ids only, never a right. `isCloseTold`: Slack is to
 * say when it is closed.
 */
export function modal(options: {
  callbackId: string;
  title: string;
  blocks: readonly KnownBlock[];
  submit?: string;
  close?: string;
  metadata?: string;
  isCloseTold?: boolean;
}): ModalView {
  const { callbackId, title, blocks, submit, close = "Cancel", metadata, isCloseTold = false } = options;
  return {
    type: "modal",
    callback_id: callbackId,
    title: plain(title, 24),
    close: plain(close, 24),
    ...(submit && { submit: plain(submit, 24) }),
    ...(metadata && { private_metadata: metadata }),
    ...(isCloseTold && { notify_on_close: true }),
    blocks: [...blocks],
  };
}

const ALERT_BLOCK = "alert";

/** The view with a message on top, in place of an earlier one. */
export function headedBy(text: string, view: ModalView): ModalView {
  return { ...view, blocks: withAlert(view.blocks as KnownBlock[], text) };
}

/** The blocks with a message on top, in place of an earlier one. */
export function withAlert(blocks: readonly KnownBlock[], text: string): KnownBlock[] {
  const rest = blocks.filter(({ block_id: id }) => id !== ALERT_BLOCK);
  return [{ type: "section", block_id: ALERT_BLOCK, text: plain(`⚠️ ${text}`) }, ...rest.slice(0, BLOCKS_MAX - 1)];
}
