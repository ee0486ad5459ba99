/** What has happened, in the past tense: each event becomes one audit row, and the jobs that follow from it. */

import type { ReportPart } from "./report.ts";

export type EntityKind =
  | "catalog"
  | "package"
  | "policy"
  | "resource"
  | "request"
  | "assignment"
  | "directory"
  | "person"
  | "delegation"
  | "slackGroup"
  | "review"
  | "clock";

interface EventOf<Type extends string, Kind extends EntityKind> {
  type: Type;
  target: { kind: Kind; id: string };
  catalogId?: string;
  /** The package that it is about, in whose history it stands; an event on a package itself need not say it. */
  packageId?: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
}

/** A list that somebody has a file made of: of what, and which part of it. */
export type ListExport = { exportId: string; personId: string } & (
  | { list: "report" | "chart"; id: ReportPart }
  | { list: "access"; id: string; kind: "package" | "resource" | "person"; on: string }
  | {
      list: "history";
      id: string;
      kind: "package" | "catalog" | "request" | "person";
      show: "all" | "requests" | "access" | "settings";
    }
);

export type DomainEvent =
  | EventOf<"catalog.created", "catalog">
  | EventOf<"catalog.edited", "catalog">
  | EventOf<"catalog.ownersChanged", "catalog">
  | EventOf<"catalog.packageManagersChanged", "catalog">
  | EventOf<"catalog.assignmentManagersChanged", "catalog">
  | EventOf<"catalog.readersChanged", "catalog">
  | EventOf<"catalog.resourceAdded", "catalog">
  | EventOf<"catalog.resourceRemoved", "catalog">
  | EventOf<"catalog.deleted", "catalog">
  /** A file of packages was imported, and changed something in the catalog. */
  | (EventOf<"catalog.imported", "catalog"> & { noticeId: string })
  | (EventOf<"list.exported", "person"> & { exported: ListExport })
  | EventOf<"package.created", "package">
  | EventOf<"package.edited", "package">
  | EventOf<"package.incompatibleChanged", "package">
  | EventOf<"package.deleted", "package">
  | (EventOf<"package.shared", "package"> & { channel: string; sharedBy: string; shareId: string })
  | OfPackage<EventOf<"policy.created", "policy">>
  | OfPackage<EventOf<"policy.edited", "policy">>
  | OfPackage<EventOf<"policy.removed", "policy">>
  | OfPackage<EventOf<"policy.automaticCreated", "policy">>
  | OfPackage<EventOf<"policy.automaticEdited", "policy">>
  | OfPackage<EventOf<"policy.automaticRemoved", "policy">>
  /** People who match the rule and hold what is incompatible with the package; each is told of once. */
  | OfPackage<EventOf<"policy.automaticBlocked", "policy">>
  | EventOf<"package.resourceRolesChanged", "package">
  | EventOf<"directory.synchronised", "directory">
  | EventOf<"person.deactivated", "person">
  /** Of a user group that holds a role in some catalog: people got the role or lost it. */
  | EventOf<"slackGroup.membersChanged", "slackGroup">
  | EventOf<"delegation.made", "delegation">
  | (EventOf<"delegation.ended", "delegation"> & { before: { delegateId: string } })
  | ReviewEventOf<"review.opened">
  /** Reviewers are told once more, half-way to the end. */
  | ReviewEventOf<"review.reminderDue">
  /** Somebody answered about one person's access; what comes of it is seen when the review closes. */
  | ReviewEventOf<"review.decided">
  /** The fallback is asked about whom somebody alone was to review who is there no longer. */
  | ReviewEventOf<"review.handedOn">
  | ReviewEventOf<"review.closed">
  /** Time travel: every time after it is further ahead of the machine's. */
  | EventOf<"clock.advanced", "clock">
  | RequestEventOf<"request.submitted">
  /** A stage begins: its approvers are asked. */
  | RequestEventOf<"request.approvalAsked">
  /** Others are asked, because nobody of those asked before can decide any more. */
  | RequestEventOf<"request.rerouted">
  /** The alternates are asked as well. */
  | RequestEventOf<"request.forwarded">
  /** A stage that is not the last. */
  | RequestEventOf<"request.stageApproved">
  | RequestEventOf<"request.approved">
  | RequestEventOf<"request.scheduled">
  | RequestEventOf<"request.denied">
  | RequestEventOf<"request.expired">
  | RequestEventOf<"request.canceled">
  /** Nothing is left of it but what the audit trail says. */
  | (RequestEventOf<"request.recordRemoved"> & { before: { requestorId: string; submittedBy: string } })
  | (RequestEventOf<"request.reminderDue"> & { reminderId: string })
  | AssignmentEventOf<"assignment.created">
  | AssignmentEventOf<"assignment.delivered">
  | AssignmentEventOf<"assignment.partiallyDelivered">
  | AssignmentEventOf<"assignment.deliveryFailed">
  /** Delivery begins once more: by itself, by staff, or because the package's resource roles changed. */
  | AssignmentEventOf<"assignment.reprocessed">
  | AssignmentEventOf<"assignment.extended">
  | AssignmentEventOf<"assignment.endingSoon">
  /** Its holder no longer matches the rule that assigned it: it will end. Or does so again, and keeps it. */
  | AssignmentEventOf<"assignment.ruleLeft">
  | AssignmentEventOf<"assignment.ruleMet">
  | AssignmentEventOf<"assignment.ended">
  /** Roles were taken away; some may stay, as the person held them before or another assignment gives them. */
  | AssignmentEventOf<"assignment.revoked">
  | AssignmentEventOf<"assignment.revocationFailed">;

type OfPackage<Event> = Event & { catalogId: string; packageId: string };
/** `reviewers`: whose messages show it; a person's id, or `listed` for those who review together. */
type ReviewEventOf<Type extends string> = OfPackage<EventOf<Type, "review">> & { reviewers: readonly string[] };
type RequestEventOf<Type extends string> = OfPackage<EventOf<Type, "request">>;
/** `requestId`: the request that led to it, whose messages show its state. */
type AssignmentEventOf<Type extends string> = OfPackage<EventOf<Type, "assignment">> & { requestId: string | null };
