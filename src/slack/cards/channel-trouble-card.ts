import type { Message } from "../command/message.ts";
import { note, paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { channelTroubleInWords } from "./channel-trouble-words.ts";

/** Tells a catalog's owners that its approvals channel cannot be used, why, and what helps; null as failure: that it works again. */
export function channelTroubleCard(catalogName: string, channel: string, failure: string | null): Message {
  const title = `The approvals channel of the catalog ${catalogName}`;
  if (failure === null) {
    const text = `<#${escape(channel)}> works again: requests are decided there.`;
    return { text: `${escape(title)}: ${text}`, blocks: [paragraph(title), note(text)] };
  }
  const { cause, remedy } = channelTroubleInWords(failure);
  const text = `<#${escape(channel)}> cannot be used. ${cause} ${remedy} Until then each approver is asked by a direct message.`;
  return { text: `${escape(title)}: ${text}`, blocks: [paragraph(title), note(text)] };
}
