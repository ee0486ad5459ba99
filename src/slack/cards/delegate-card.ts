import type { NamedDelegation } from "../../app/delegation/read-delegations.ts";
import type { Message } from "../command/message.ts";
import { context, header, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { revised } from "./revision.ts";

/** Tells somebody that they decide in another's place, and later that they do not any more (domain.md 6, N13). */
export function delegateCard({ personName, startsAt, endsAt, endedAt }: NamedDelegation): Message {
  if (endedAt !== null) {
    const over = `You no longer decide in the place of ${personName}.`;
    return revised({ text: escape(over), blocks: [paragraph(over), smallPrint(`Ended ${moment(endedAt)}.`)] });
  }
  const title = `${personName} has made you their delegate`;
  return revised({
    text: escape(title),
    blocks: [
      header(title),
      paragraph(`You can approve and deny in the place of ${personName} what is asked of them. They still can, too.`),
      smallPrint(`For requests that arrive from ${moment(startsAt)}${endsAt ? ` until ${moment(endsAt)}` : ""}.`),
      context("/access approvals lists what waits for your decision. /access delegate shows your delegations."),
    ],
  });
}
