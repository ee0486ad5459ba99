import type { ActionsBlock, Button, ContextBlock, DividerBlock, HeaderBlock, SectionBlock } from "@slack/types";
import { markup, plain } from "./text.ts";

/** A heading, as typed. */
export function header(text: string): HeaderBlock {
  return { type: "header", text: plain(text, 150) };
}

/** A paragraph as typed; for texts that people wrote. */
export function paragraph(text: string, accessory?: Button): SectionBlock {
  return accessory ? { type: "section", text: plain(text), accessory } : { type: "section", text: plain(text) };
}

/** A paragraph of our own words, with Slack's markup. */
export function note(text: string): SectionBlock {
  return { type: "section", text: markup(text) };
}

/** Small print of our own words. */
export function context(text: string): ContextBlock {
  return { type: "context", elements: [plain(text, 2000)] };
}

/** Small print of our own words, with Slack's markup: for moments, as `moment` writes them. */
export function smallPrint(text: string): ContextBlock {
  return { type: "context", elements: [markup(text, 2000)] };
}

export const divider: DividerBlock = { type: "divider" };

export interface ButtonOptions {
  value?: string;
  style?: "primary" | "danger";
  /** What a screen reader says, where the same label stands several times. */
  spoken?: string;
  /** Asked before anything is done; `yes` is the label of the button that does it, `no` of the one that does not. */
  confirm?: { title: string; text: string; yes: string; no?: string };
}

export function button(label: string, actionId: string, { value, style, spoken, confirm }: ButtonOptions = {}): Button {
  return {
    type: "button",
    text: plain(label, 75),
    action_id: actionId,
    ...(value !== undefined && { value }),
    ...(style && { style }),
    ...(spoken && { accessibility_label: plain(spoken, 75).text }),
    ...(confirm && {
      confirm: {
        title: plain(confirm.title, 100),
        text: plain(confirm.text, 300),
        confirm: plain(confirm.yes, 30),
        deny: plain(confirm.no ?? "Keep it", 30),
      },
    }),
  };
}

export function actions(blockId: string, buttons: readonly Button[]): ActionsBlock {
  return { type: "actions", block_id: blockId, elements: [...buttons] };
}
