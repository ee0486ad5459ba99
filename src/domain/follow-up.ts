import type { DomainEvent, ListExport } from "./event.ts";
import { homesTouchedBy } from "./home-tab.ts";
import type { HomeSubject } from "./home-tab.ts";

/** A job that must follow from an event, by name, with ids only. */
export type FollowUp =
  | { job: "packageCard.post"; payload: { packageId: string; channel: string; sharedBy: string; shareId: string } }
  /** Tells the catalog's approvals channel what an import has changed. */
  | { job: "importNotice.post"; payload: { catalogId: string; noticeId: string } }
  /** Brings every message about a request in line with its state. */
  | { job: "requestMessages.show"; payload: { requestId: string } }
  /** Brings the messages about an assignment in line with its state: the prompts before its end, and its end. */
  | { job: "assignmentMessages.show"; payload: { assignmentId: string } }
  /** Tells somebody that they decide in another's place, or no longer do; then the cards of what they could decide follow. */
  | { job: "delegationMessages.show"; payload: { delegationId: string } }
  /** Makes a file of a list and sends it to whoever asked for it. */
  | { job: "list.export"; payload: ListExport }
  /** Brings the messages to reviewers in line with a review: to one of them, or to all who review together. */
  | { job: "reviewMessages.show"; payload: { reviewId: string; reviewer: string } }
  | { job: "reminder.post"; payload: { reminderId: string } }
  /** Gives and takes away what an assignment's grants wait for. */
  | { job: "assignment.deliver"; payload: { assignmentId: string } }
  /** Brings all holders of a package in line with its resource roles. */
  | { job: "package.reachHolders"; payload: { packageId: string } }
  /** Assigns and takes away what rules say now; `causeId`: the rule that was saved, or the person or directory that changed. */
  | { job: "automatic.evaluate"; payload: { causeId: string } }
  /** Asks others where nobody can decide any more; `causeId`: the person, group, catalog or directory that changed. */
  | { job: "approvals.reroute"; payload: { causeId: string } }
  /** Asks the fallback in open reviews where a reviewer is there no longer; `causeId`: the person or directory that changed. */
  | { job: "reviews.handOn"; payload: { causeId: string } }
  /** Finds the Home tabs that show what has changed, and promises that each is published. */
  | { job: "homes.touch"; payload: { kind: HomeSubject; id: string } }
  /** Publishes a Home tab as things are then. */
  | { job: "home.publish"; payload: { personId: string } };

/** Which jobs follow from an event. Pure: the command stores them with the change itself. */
export function followUps(event: DomainEvent): FollowUp[] {
  const homes = homesTouchedBy(event).map(({ kind, id }) => ({ job: "homes.touch" as const, payload: { kind, id } }));
  return [...workAfter(event), ...homes];
}

function workAfter(event: DomainEvent): FollowUp[] {
  const { id } = event.target;
  switch (event.type) {
    case "package.shared": {
      const { channel, sharedBy, shareId } = event;
      return [{ job: "packageCard.post", payload: { packageId: id, channel, sharedBy, shareId } }];
    }
    case "catalog.imported":
      return [{ job: "importNotice.post", payload: { catalogId: id, noticeId: event.noticeId } }];
    case "list.exported":
      return [{ job: "list.export", payload: event.exported }];
    case "package.resourceRolesChanged":
      return [{ job: "package.reachHolders", payload: { packageId: id } }];
    case "policy.automaticCreated":
    case "policy.automaticEdited":
      return [{ job: "automatic.evaluate", payload: { causeId: id } }];
    case "person.deactivated":
    case "directory.synchronised":
      return [
        { job: "approvals.reroute", payload: { causeId: id } },
        { job: "reviews.handOn", payload: { causeId: id } },
        { job: "automatic.evaluate", payload: { causeId: id } },
      ];
    case "slackGroup.membersChanged":
    case "catalog.ownersChanged":
      return [{ job: "approvals.reroute", payload: { causeId: id } }];
    case "request.submitted":
    case "request.approvalAsked":
    case "request.rerouted":
    case "request.forwarded":
    case "request.stageApproved":
    case "request.approved":
    case "request.scheduled":
    case "request.denied":
    case "request.expired":
    case "request.canceled":
      return [{ job: "requestMessages.show", payload: { requestId: id } }];
    case "request.reminderDue":
      return [{ job: "reminder.post", payload: { reminderId: event.reminderId } }];
    case "delegation.made":
    case "delegation.ended":
      return [{ job: "delegationMessages.show", payload: { delegationId: id } }];
    case "review.opened":
    case "review.reminderDue":
    case "review.decided":
    case "review.handedOn":
    case "review.closed":
      return event.reviewers.map((reviewer) => ({ job: "reviewMessages.show", payload: { reviewId: id, reviewer } }));
    case "assignment.created":
      return [{ job: "assignment.deliver", payload: { assignmentId: id } }];
    case "assignment.reprocessed":
      return [{ job: "assignment.deliver", payload: { assignmentId: id } }, ...messagesAbout(event)];
    case "assignment.delivered":
    case "assignment.partiallyDelivered":
    case "assignment.deliveryFailed":
    case "assignment.extended":
    case "assignment.endingSoon":
    case "assignment.revocationFailed":
    case "assignment.ruleLeft":
    case "assignment.ruleMet":
      return messagesAbout(event);
    case "assignment.revoked":
      return [{ job: "assignmentMessages.show", payload: { assignmentId: id } }];
    case "assignment.ended":
      return [{ job: "assignment.deliver", payload: { assignmentId: id } }, ...messagesAbout(event)];
    default:
      return [];
  }
}

function messagesAbout({ target, requestId }: { target: { id: string }; requestId: string | null }): FollowUp[] {
  return [
    ...(requestId === null ? [] : [{ job: "requestMessages.show" as const, payload: { requestId } }]),
    { job: "assignmentMessages.show", payload: { assignmentId: target.id } },
  ];
}
