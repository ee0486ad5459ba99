import type { Message } from "../command/message.ts";
import { note, paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { channelTroubleInWords } from "./channel-trouble-words.ts";

/** Tells a catalog's owners that its approvals channel cannot be used, why, and what helps; null as failure: that it works again. */
export function channelTroubleCard(catalogName: string, channel: string, failure: string | null): Message {
  const title = `The approvals channel of the catalog ${catalogName}`;
  const place = `<#${escape(channel)}>`;
  if (failure === null) return card(`${title} works again`, `${place} works again: requests are decided there.`);
  const { cause, remedy } = channelTroubleInWords(failure);
  return card(
    `${title} cannot be used`,
    `${place} cannot be used. ${cause} ${remedy} Until then each approver is asked by a direct message.`,
  );
}

function card(title: string, more: string): Message {
  return { text: escape(title), blocks: [paragraph(`${title}.`), note(more)] };
}
