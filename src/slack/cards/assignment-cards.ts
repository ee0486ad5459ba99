/** The messages about access that somebody holds, or held (domain.md 6, N10, N11, G9). */
import type { KnownBlock } from "@slack/types";
import type { ShownAssignment } from "../../app/assignment/read-assignment-messages.ts";
import type { Message } from "../command/message.ts";
import { actions, button, header, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { ACTION } from "./ids.ts";
import { failuresInWords, rolesInWords } from "./request-facts.ts";
import { endInWords } from "./request-words.ts";
import { revised } from "./revision.ts";

/** Tells the holder that access will end, and lets them keep it; `promptedEnd`: the end of which it was told. */
export function endingSoonCard(assignment: ShownAssignment, promptedEnd: Date): Message {
  const { packageName, state, endsAt, isExtensionAsked, mayExtend, id } = assignment;
  const card = (title: string, end: readonly KnownBlock[]) =>
    revised({ text: escape(title), blocks: [paragraph(title), ...end] });
  if (state === "expired") return card(`Your access to ${packageName} was about to end, and has ended since.`, []);
  if (endsAt === null || endsAt.getTime() !== promptedEnd.getTime())
    return card(`Your access to ${packageName} was extended.`, [
      smallPrint(endsAt ? `It now ends ${moment(endsAt)}.` : "It never ends now."),
    ]);
  const title = `Your access to ${packageName} ends soon.`;
  const end = smallPrint(`It ends ${moment(endsAt)}.`);
  if (isExtensionAsked) return card(title, [end, paragraph("You have asked to extend it; that is not decided yet.")]);
  if (!mayExtend) return card(title, [end]);
  const extend = button("Extend", ACTION.extend, { value: id, style: "primary", spoken: `Extend ${packageName}` });
  return card(title, [end, actions("extend", [extend])]);
}

/** Tells the holder that access has ended, and why. */
export function accessEndedCard({ packageName, endReason, spokenEndReason, endedAt }: ShownAssignment): Message {
  const text = `Your access to ${packageName} has ended: ${endInWords(endReason, spokenEndReason)}.`;
  return revised({
    text: escape(text),
    blocks: [paragraph(text), ...(endedAt ? [smallPrint(`Ended ${moment(endedAt)}.`)] : [])],
  });
}

/** Tells the holder that they no longer match the rule that assigned it, and lose it; later, what came of that. */
export function leavingCard({ packageName, state, leavesAt }: ShownAssignment, toldEnd: Date): Message {
  const card = (text: string, more: readonly KnownBlock[] = []) =>
    revised({ text: escape(text), blocks: [paragraph(text), ...more] });
  if (state === "expired") return card(`Your access to ${packageName} was about to end, and has ended since.`);
  if (leavesAt?.getTime() !== toldEnd.getTime())
    return card(`Your access to ${packageName} was about to end; you match its rule again, and keep it.`);
  return card(`Your access to ${packageName} ends soon: you no longer match the rule that assigned it.`, [
    smallPrint(`It ends ${moment(toldEnd)}.`),
  ]);
}

/** Tells somebody that access was assigned to them, directly or by a rule; the product never says so (G9). */
export function assignedCard(assignment: ShownAssignment): Message {
  const { assignedBy, packageName, catalogName, grants, startsAt, endsAt, endedAt, state } = assignment;
  const title = `You have been assigned ${packageName}`;
  const held = grants.filter((grant) => grant.state === "granted").map((grant) => ({ ...grant, isHeld: false }));
  const isOver = state === "expired";
  const end = endsAt ? `Access ends ${moment(endsAt)}.` : "Access never ends.";
  const until = isOver && endedAt ? `Access ended ${moment(endedAt)}.` : end;
  return revised({
    text: escape(title),
    blocks: [
      header(title),
      paragraph(`Assigned by ${assignedBy ?? "a rule that you match"}, from the catalog ${catalogName}.`),
      ...(isOver ? [] : [paragraph(rolesInWords(held, { marksHeld: false }))]),
      smallPrint(`Access began ${moment(startsAt)}. ${until}`),
    ],
  });
}

/** Tells staff that something could not be taken away, and lets them try it again; later, that it is gone. */
export function revocationTroubleCard({ id, packageName, holder, grants, isStuck, state }: ShownAssignment): Message {
  const left = grants.filter((grant) => grant.state === "revoking");
  const title =
    state === "expired"
      ? `The access of ${holder} to ${packageName} has ended`
      : `${packageName} gives ${holder} less now`;
  if (left.length === 0)
    return revised({ text: escape(title), blocks: [paragraph(`${title}. Everything has been taken away.`)] });
  const trouble = `${title}, but not everything could be taken away.`;
  const reprocess = button("Reprocess", ACTION.reprocess, {
    value: id,
    spoken: `Reprocess ${packageName} for ${holder}`,
  });
  return revised({
    text: escape(trouble),
    blocks: [
      paragraph(trouble),
      paragraph(failuresInWords("Not taken away yet:", left)),
      isStuck ? actions("revocation", [reprocess]) : paragraph("It is being tried again."),
    ],
  });
}
