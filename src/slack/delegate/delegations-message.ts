import type { KnownBlock } from "@slack/types";
import type { Delegations, NamedDelegation } from "../../app/delegation/read-delegations.ts";
import type { Message } from "../command/message.ts";
import { actions, button, context, note, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { ACTION } from "./ids.ts";

/** How a delegation is written. */
export const HOW =
  "`/access delegate @PERSON until DATE` lets somebody decide in your place. Dates are written as in 2026-03-31 or 31 March, and `from DATE` may come before `until DATE`; without them it begins at once, and lasts until you end it.";

const TO_ME_SHOWN = 10;

/** Who decides in one's place, which can be ended; and in whose place one decides. */
export function delegationsMessage({ own, toMe }: Delegations): Message {
  const title = own === null ? "Nobody decides in your place." : `${own.delegateName} decides in your place.`;
  const rest = toMe.length - TO_ME_SHOWN;
  return {
    text: escape(title),
    blocks: [
      paragraph(title),
      ...(own === null ? [note(HOW)] : ownLines(own)),
      ...toMe
        .slice(0, TO_ME_SHOWN)
        .flatMap((each) => [paragraph(`You decide in the place of ${each.personName}.`), span(each)]),
      ...(rest > 0 ? [context(`and of ${rest} more`)] : []),
    ],
  };
}

function ownLines(own: NamedDelegation): KnownBlock[] {
  const end = button("End delegation", ACTION.end, { value: own.id, spoken: `End delegation to ${own.delegateName}` });
  return [
    span(own),
    context("You can still decide yourself. Requests that came before are not theirs to decide."),
    actions("delegation", [end]),
  ];
}

function span({ startsAt, endsAt }: NamedDelegation): KnownBlock {
  return smallPrint(
    `For requests that arrive from ${moment(startsAt)} ${endsAt ? `until ${moment(endsAt)}` : "until the delegation is ended"}.`,
  );
}
