import { readAssignmentMessages } from "../../app/assignment/read-assignment-messages.ts";
import type { AssignmentMessages } from "../../app/assignment/read-assignment-messages.ts";
import type { AppDeps } from "../../app/deps.ts";
import { doAll } from "../../app/message/do-all.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import {
  accessEndedCard,
  assignedCard,
  endingSoonCard,
  leavingCard,
  revocationTroubleCard,
} from "../cards/assignment-cards.ts";
import type { Message } from "../command/message.ts";
import { keepPlanned, needsWork } from "./planned-message.ts";
import type { PlannedMessage } from "./planned-message.ts";

/** The messages about access (domain.md 6, N10, N11, G9, G10). */
export function assignmentMessages(deps: AppDeps, door: MessageDoor<Message>) {
  return {
    /** Brings every message about the access in line with its state; gives the requests that want to extend it. */
    async show(assignmentId: string): Promise<readonly string[]> {
      const about = await readAssignmentMessages(deps, assignmentId);
      if (!about) return [];
      const planAnew = async () => {
        const now = await readAssignmentMessages(deps, assignmentId);
        return now ? planAssignmentMessages(now) : [];
      };
      await doAll(
        planAssignmentMessages(about).filter((planned) => needsWork(planned, about.ledger)),
        ({ key }) => keepPlanned(deps, door, key, planAnew),
      );
      return about.extensions;
    },
  };
}

/** Every message about the access as it should be: those that are due now, and those that stand somewhere already. */
export function planAssignmentMessages(about: AssignmentMessages): PlannedMessage[] {
  return [
    ...planPrompts(about),
    ...planLeaving(about),
    ...planEnd(about),
    ...planAssigned(about),
    ...planRevocation(about),
  ];
}

const PROMPT = /^endingSoon\.(\d+)\.(\d+)$/;

/**
 * A prompt is a message of its own for each end of which it tells: after an extension there are new ones. Where several
 * are due, because nobody was at work, only the last is posted.
 */
function planPrompts({ assignment, ledger }: AssignmentMessages): PlannedMessage[] {
  const { id, holderId, endsAt, duePrompts, isExtensionAsked } = assignment;
  const last = duePrompts.length - 1;
  const due = endsAt && last >= 0 ? [{ number: last, end: endsAt }] : [];
  const there = ledger.flatMap(({ kind }) => {
    const [, number, end] = PROMPT.exec(kind) ?? [];
    return number === undefined || end === undefined ? [] : [{ number: Number(number), end: new Date(Number(end)) }];
  });
  const kindOf = ({ number, end }: { number: number; end: Date }) => `endingSoon.${number}.${end.getTime()}`;
  const all = new Map([...there, ...due].map((prompt) => [kindOf(prompt), prompt]));
  return [...all].map(([kind, { end }]) => ({
    key: { kind, entityId: id, recipient: holderId },
    to: assignment.holderSlackId ?? "",
    message: endingSoonCard(assignment, end),
    mayPost: !isExtensionAsked && due.some((prompt) => kindOf(prompt) === kind),
  }));
}

const LEAVING = /^ruleLeft\.(\d+)$/;

/** A message of its own for each time that the holder no longer matches the rule: later it says how that ended. */
function planLeaving({ assignment, ledger }: AssignmentMessages): PlannedMessage[] {
  const { id, holderId, holderSlackId, leavesAt } = assignment;
  const there = ledger.flatMap(({ kind }) => LEAVING.exec(kind)?.[1] ?? []).map(Number);
  const all = new Set([...there, ...(leavesAt ? [leavesAt.getTime()] : [])]);
  return [...all].map((end) => ({
    key: { kind: `ruleLeft.${end}`, entityId: id, recipient: holderId },
    to: holderSlackId ?? "",
    message: leavingCard(assignment, new Date(end)),
    mayPost: holderSlackId !== null && leavesAt?.getTime() === end,
  }));
}

/** The end is a message of its own, since nobody is told of an edit. Who never had the access hears of it from the request. */
function planEnd({ assignment }: AssignmentMessages): PlannedMessage[] {
  const { id, holderId, holderSlackId, state, endReason } = assignment;
  if (state !== "expired" || endReason === "deliveryCanceled" || holderSlackId === null) return [];
  return [
    {
      key: { kind: "accessEnded", entityId: id, recipient: holderId },
      to: holderSlackId,
      message: accessEndedCard(assignment),
      mayPost: true,
    },
  ];
}

function planAssigned({ assignment }: AssignmentMessages): PlannedMessage[] {
  const { id, holderId, holderSlackId, assignedBy, isByRule, state } = assignment;
  if ((assignedBy === null && !isByRule) || holderSlackId === null) return [];
  return [
    {
      key: { kind: "assigned", entityId: id, recipient: holderId },
      to: holderSlackId,
      message: assignedCard(assignment),
      mayPost: state === "delivered",
    },
  ];
}

function planRevocation({ assignment, staff, ledger }: AssignmentMessages): PlannedMessage[] {
  const kind = "revocationTrouble";
  const told = ledger.filter((row) => row.kind === kind).map(({ recipient }) => recipient);
  const recipients = new Set([...staff.map(({ id }) => id), ...told]);
  return [...recipients].map((recipient) => {
    const person = staff.find(({ id }) => id === recipient);
    return {
      key: { kind, entityId: assignment.id, recipient },
      to: person?.slackUserId ?? "",
      message: revocationTroubleCard(assignment),
      mayPost: person !== undefined,
    };
  });
}
