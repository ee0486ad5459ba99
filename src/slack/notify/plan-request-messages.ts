import type {
  LedgerRow,
  ReminderFacts,
  RequestMessages,
  ShownRequest,
  ShownStage,
} from "../../app/request/read-request-messages.ts";
import { approverCard, isUndecided } from "../cards/approver-card.ts";
import { deliveryTroubleCard, hasTrouble } from "../cards/delivery-trouble-card.ts";
import { reminderCard } from "../cards/reminder-card.ts";
import { requestorCard } from "../cards/requestor-card.ts";
import type { RequestorCardReader } from "../cards/requestor-card.ts";
import { askedLaterNote } from "../cards/thread-note.ts";
import type { PlannedMessage } from "./planned-message.ts";

const CHANNEL = "channel:";
export const REQUESTOR_CARD = "requestorCard";

/** The recipient of a message to a channel, as the ledger writes it. */
export function toChannel(channel: string): string {
  return `${CHANNEL}${channel}`;
}

function approverKind(stage: number): string {
  return `approverCard.${stage}`;
}

/**
 * Every message about a request as it should be: those that are due now, and those that stand somewhere already.
 * `due`: the reminder whose time has come.
 */
export function planRequestMessages(about: RequestMessages, due: string | null = null): PlannedMessage[] {
  return [
    ...about.request.stages.flatMap((stage) => planStage(about, stage)),
    ...planRequestorCard(about.request),
    ...planDeliveryTrouble(about),
    ...about.reminders.flatMap((reminder) => planReminder(about, reminder, due)),
  ];
}

/** Whether Slack has refused a card of the request for the approvals channel. */
export function isChannelClosed({ request: { id, approvalsChannel }, ledger }: RequestMessages): boolean {
  return ledger.some(
    ({ entityId, recipient, failure }) =>
      entityId === id && approvalsChannel !== null && recipient === toChannel(approvalsChannel) && failure !== null,
  );
}

/** The channel in which the stage's card stands or should stand, unless it cannot be used. */
function usableChannel({ request, ledger }: RequestMessages, stage: number): string | null {
  const { approvalsChannel } = request;
  if (approvalsChannel === null) return null;
  const row = channelRow(request, ledger, stage, approvalsChannel);
  return row && row.failure !== null ? null : approvalsChannel;
}

function channelRow({ id }: ShownRequest, ledger: readonly LedgerRow[], stage: number, channel: string) {
  return ledger.find(
    ({ kind, entityId, recipient }) =>
      kind === approverKind(stage) && entityId === id && recipient === toChannel(channel),
  );
}

function planStage(about: RequestMessages, stage: ShownStage): PlannedMessage[] {
  const { request, ledger } = about;
  const isOpen = isUndecided(request, stage);
  const kind = approverKind(stage.stage);
  const channel = usableChannel(about, stage.stage);
  const copies = ledger.filter((row) => row.kind === kind && row.entityId === request.id);
  const wanted = !isOpen ? [] : channel === null ? request.asked.map(({ id }) => id) : [toChannel(channel)];
  const recipients = new Set([...wanted, ...copies.map(({ recipient }) => recipient)]);
  const cards = [...recipients].map((recipient): PlannedMessage => {
    const isChannel = recipient.startsWith(CHANNEL);
    const person = request.asked.find(({ id }) => id === recipient);
    const reader = isChannel
      ? { kind: "channel" as const }
      : { kind: "person" as const, mayDecide: person !== undefined };
    return {
      key: { kind, entityId: request.id, recipient },
      to: isChannel ? recipient.slice(CHANNEL.length) : (person?.slackUserId ?? ""),
      message: approverCard(request, stage, reader),
      mayPost: wanted.includes(recipient),
    };
  });
  return [...cards, ...(isOpen && channel !== null ? planThread(about, stage, channel) : [])];
}

/** Below the channel's card: who is asked later than it was posted. */
function planThread(
  { request, ledger }: RequestMessages,
  { stage, capacity, reroutedAt }: ShownStage,
  channel: string,
): PlannedMessage[] {
  const card = channelRow(request, ledger, stage, channel);
  const later = request.asked.filter(({ isAddedLater }) => isAddedLater);
  if (later.length === 0 || !card || card.ts === null || card.channel === null) return [];
  const because = capacity === "primary" ? "forwarded" : capacity === "rerouted" ? "rerouted" : "instead";
  // A stage can be handed on again and again, and whoever is asked then has to be told anew.
  const again = because === "rerouted" && reroutedAt ? `.${reroutedAt.getTime()}` : "";
  const kind = because === "forwarded" ? `forwarded.${stage}` : `rerouted.${stage}.${capacity}${again}`;
  const people =
    because === "forwarded" ? later : later.filter((one) => one.capacity === capacity || one.capacity === "delegate");
  return [
    {
      key: { kind, entityId: request.id, recipient: toChannel(channel) },
      to: card.channel,
      threadTs: card.ts,
      message: askedLaterNote(people, because),
      mayPost: true,
    },
  ];
}

/**
 * Whoever made the request, and the direct report for whom their manager made it; staff who assigned directly hear of it
 * only where somebody has to decide. What a rule assigns nobody has asked for.
 */
function planRequestorCard(request: ShownRequest): PlannedMessage[] {
  const { id: entityId, type, stages, submittedBy, submitterSlackId, requestorId, requestorSlackId } = request;
  if (type === "systemAdd") return [];
  if (type === "adminAdd" && stages.length === 0) return [];
  const card = (recipient: string, to: string | null, reader: RequestorCardReader): PlannedMessage[] => {
    if (to === null) return [];
    const message = requestorCard(request, reader);
    return [{ key: { kind: REQUESTOR_CARD, entityId, recipient }, to, message, mayPost: true }];
  };
  return [
    ...card(submittedBy, submitterSlackId, "submitter"),
    ...(type === "onBehalfAdd" ? card(requestorId, requestorSlackId, "report") : []),
  ];
}

function planDeliveryTrouble({ request, staff, ledger }: RequestMessages): PlannedMessage[] {
  const { access } = request;
  if (!access) return [];
  const kind = "deliveryTrouble";
  const isOpen = hasTrouble(request) && access.state !== "expired";
  const copies = ledger.filter((row) => row.kind === kind && row.entityId === request.id);
  const wanted = isOpen ? staff : [];
  const recipients = new Set([...wanted.map(({ id }) => id), ...copies.map(({ recipient }) => recipient)]);
  return [...recipients].map((recipient) => ({
    key: { kind, entityId: request.id, recipient },
    to: wanted.find(({ id }) => id === recipient)?.slackUserId ?? "",
    message: deliveryTroubleCard(request, access),
    mayPost: wanted.some(({ id }) => id === recipient),
  }));
}

function planReminder(
  { request, ledger }: RequestMessages,
  { id, stage: at, personId }: ReminderFacts,
  due: string | null,
): PlannedMessage[] {
  const stage = request.stages.find((one) => one.stage === at);
  const isThere = ledger.some(({ entityId }) => entityId === id);
  if (!stage || (id !== due && !isThere)) return [];
  const person = request.asked.find((one) => one.id === personId);
  const mayDecide = person !== undefined && isUndecided(request, stage);
  return [
    {
      key: { kind: "reminder", entityId: id, recipient: personId },
      to: person?.slackUserId ?? "",
      message: reminderCard(request, stage, person ?? null),
      mayPost: mayDecide,
    },
  ];
}
