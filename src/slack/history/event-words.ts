import type { HistoryEntry } from "../../app/history/read-history.ts";
import type { DomainEvent } from "../../domain/event.ts";

type Words = (entry: HistoryEntry) => string;

/** What happened, for every event there is: an event without words does not compile. */
export const EVENT_WORDS: { [Type in DomainEvent["type"]]: Words } = {
  "catalog.created": () => "Catalog created",
  "catalog.edited": () => "Catalog changed",
  "catalog.ownersChanged": () => "Catalog owners changed",
  "catalog.packageManagersChanged": () => "Access package managers changed",
  "catalog.assignmentManagersChanged": () => "Access package assignment managers changed",
  "catalog.readersChanged": () => "Catalog readers changed",
  "catalog.resourceAdded": () => "Resource added to the catalog",
  "catalog.resourceRemoved": () => "Resource removed from the catalog",
  "catalog.deleted": () => "Catalog deleted",
  "catalog.imported": () => "File of access packages imported",
  "list.exported": () => "List exported as a file",
  "package.created": () => "Access package created",
  "package.edited": () => "Access package changed",
  "package.incompatibleChanged": () => "Incompatible access packages and groups changed",
  "package.deleted": () => "Access package deleted",
  "package.shared": () => "Access package shared to a channel",
  "package.resourceRolesChanged": () => "Resource roles changed",
  "policy.created": () => "Policy added",
  "policy.edited": () => "Policy changed",
  "policy.removed": () => "Policy removed",
  "policy.automaticCreated": () => "Automatic assignment added",
  "policy.automaticEdited": () => "Automatic assignment changed",
  "policy.automaticRemoved": () => "Automatic assignment removed",
  "policy.automaticBlocked": () => "Automatic assignment held back",
  "directory.synchronised": () => "Directory read",
  "person.deactivated": () => "Account deactivated",
  "slackGroup.membersChanged": () => "Members of a user group changed",
  "delegation.made": () => "Delegate named",
  "delegation.ended": () => "Delegation ended",
  "review.opened": () => "Access review opened",
  "review.reminderDue": () => "Reviewers reminded",
  "review.decided": (entry) => `Access ${of(entry)} reviewed`,
  "review.handedOn": () => "Access review handed on to the fallback reviewers",
  "review.closed": () => "Access review closed",
  "clock.advanced": () => "Clock moved ahead",

  "request.submitted": (entry) => `Request ${of(entry)} submitted`,
  "request.approvalAsked": (entry) => `Approvers asked for the request ${of(entry)}${stageOf(entry)}`,
  "request.rerouted": (entry) => `Other approvers asked for the request ${of(entry)}${stageOf(entry)}`,
  "request.forwarded": (entry) => `Alternate approvers asked for the request ${of(entry)}${stageOf(entry)}`,
  "request.stageApproved": (entry) => `Request ${of(entry)} approved${stageOf(entry)}`,
  "request.approved": (entry) => `Request ${of(entry)} approved${stageOf(entry)}`,
  "request.scheduled": (entry) => `Request ${of(entry)} waits for its start`,
  "request.denied": (entry) => `Request ${of(entry)} denied${stageOf(entry)}`,
  "request.expired": (entry) => `Request ${of(entry)} expired${stageOf(entry)}`,
  "request.canceled": (entry) => `Request ${of(entry)} canceled`,
  "request.recordRemoved": (entry) => `Record of the request ${of(entry)} removed`,
  "request.reminderDue": (entry) => `Approver reminded of the request ${of(entry)}`,

  "assignment.created": (entry) => `Access ${of(entry)} begins`,
  "assignment.delivered": (entry) => `Access ${of(entry)} delivered`,
  "assignment.partiallyDelivered": (entry) => `Access ${of(entry)} partially delivered`,
  "assignment.deliveryFailed": (entry) => `Delivery of the access ${of(entry)} failed`,
  "assignment.reprocessed": (entry) => `Delivery of the access ${of(entry)} begun again`,
  "assignment.extended": (entry) => `Access ${of(entry)} extended`,
  "assignment.endingSoon": (entry) => `${beneficiaryOf(entry)} told that access ends soon`,
  "assignment.ruleLeft": (entry) => `${beneficiaryOf(entry)} no longer matches the rule, and will lose access`,
  "assignment.ruleMet": (entry) => `${beneficiaryOf(entry)} matches the rule again, and keeps access`,
  "assignment.ended": (entry) => `Access ${of(entry)} ended`,
  "assignment.revoked": (entry) => `Access ${of(entry)} taken away`,
  "assignment.revocationFailed": (entry) => `Access ${of(entry)} could not be taken away`,
};

/** What happened, in a few words. An event that only an older or a newer version knows goes by its own name. */
export function eventInWords(entry: HistoryEntry): string {
  const words = Object.hasOwn(EVENT_WORDS, entry.action) ? EVENT_WORDS[entry.action as DomainEvent["type"]] : undefined;
  return words ? words(entry) : entry.action;
}

/** Whose request or access it is. */
function of(entry: HistoryEntry): string {
  return `of ${beneficiaryOf(entry)}`;
}

function beneficiaryOf({ beneficiary }: HistoryEntry): string {
  return beneficiary ?? "somebody who is gone";
}

function stageOf({ after }: HistoryEntry): string {
  return typeof after["stage"] === "number" ? `, stage ${after["stage"]}` : "";
}
