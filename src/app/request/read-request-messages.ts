import { isExplained } from "../../domain/assignment/assignment.ts";
import type { AssignmentState, EndReason } from "../../domain/assignment/assignment.ts";
import { catalogRolesFor } from "../../domain/permission/permit.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import type { ApprovalStage, Expiration } from "../../domain/policy/policy-settings.ts";
import type { Answer } from "../../domain/request/answers.ts";
import type { RequestState, RequestType, StageResult } from "../../domain/request/request.ts";
import type { ApproverCapacity } from "../../domain/request/stage-approvers.ts";
import type { Reader } from "../../store/database.ts";
import { assignmentById } from "../../store/query/assignment.ts";
import { grantFacts, spokenEndReason } from "../../store/query/assignment-messages.ts";
import type { GrantFacts } from "../../store/query/assignment-messages.ts";
import { messagesAbout } from "../../store/query/message-ledger.ts";
import type { LedgerRow } from "../../store/query/message-ledger.ts";
import { peopleById } from "../../store/query/person.ts";
import {
  askedRoles,
  peopleAsked,
  remindersOf,
  requestFacts,
  staffOf,
  stageFacts,
  requestBefore,
  requestOfReminder,
} from "../../store/query/request-messages.ts";
import type {
  AskedPerson,
  AskedRole,
  Reachable,
  ReminderFacts,
  RequestFacts,
} from "../../store/query/request-messages.ts";
import { resourcesById } from "../../store/query/resource.ts";
import type { AppDeps } from "../deps.ts";

export type { LedgerRow } from "../../store/query/message-ledger.ts";
export type { AskedPerson, AskedRole, Reachable, ReminderFacts } from "../../store/query/request-messages.ts";
export type { GrantFacts } from "../../store/query/assignment-messages.ts";

/** More approvers than these get no card of their own. */
const ASKED_MAX = 100;
const STAFF_MAX = 20;

/** One stage of approval, as it reads. */
export interface ShownStage {
  /** Counted from 0. */
  stage: number;
  result: StageResult;
  /** Why those were asked who were asked; not "primary": because whoever was named first cannot decide. */
  capacity: ApproverCapacity;
  dueAt: Date;
  forwardedAt: Date | null;
  /** Who handed it on last, when and why. */
  reroutedBy: string | null;
  reroutedAt: Date | null;
  rerouteReason: string;
  decidedBy: string | null;
  /** In whose place a delegate decided. */
  decidedFor: string | null;
  decidedAt: Date | null;
  reason: string;
}

/** All that the messages about a request show: its whole state at one moment. */
export interface ShownRequest {
  id: string;
  type: RequestType;
  state: RequestState;
  packageId: string;
  packageName: string;
  isPackageGone: boolean;
  catalogId: string;
  catalogName: string;
  approvalsChannel: string | null;
  requestorId: string;
  requestor: string;
  requestorSlackId: string | null;
  /** What the requestor belongs to, where that is not the workspace itself; null for members. */
  organization: string | null;
  submitter: string;
  submittedBy: string;
  submitterSlackId: string | null;
  justification: string;
  answers: readonly Answer[];
  startsAt: Date | null;
  endsAt: Date | null;
  expiration: Expiration;
  createdAt: Date;
  decidedAt: Date | null;
  dueAt: Date | null;
  /** Who canceled it. */
  closedBy: string | null;
  isRepeated: boolean;
  stageCount: number;
  /** The stage that decides now, counted from 0; null outside of approval. */
  stage: number | null;
  stages: readonly ShownStage[];
  /** Who is asked now and can decide. */
  asked: readonly AskedPerson[];
  /** Who was named first in the present stage, where others are asked in their place. */
  firstNamed: readonly string[];
  /** The present stage would ask the requestor's manager, and there is none. */
  lacksManager: boolean;
  /** The present stage names nobody but the requestor. */
  isOwnApprover: boolean;
  roles: readonly AskedRole[];
  access: ShownAccess | null;
}

/** What became of the request: the access itself. */
export interface ShownAccess {
  assignmentId: string;
  state: AssignmentState;
  startsAt: Date;
  endsAt: Date | null;
  endedAt: Date | null;
  endReason: EndReason | null;
  /** Why it was ended by hand, in the words of whoever did so. */
  spokenEndReason: string | null;
  completedAt: Date | null;
  retryAt: Date | null;
  grants: readonly GrantFacts[];
}

export interface RequestMessages {
  request: ShownRequest;
  reminders: readonly ReminderFacts[];
  /** Who can try a failed delivery again. */
  staff: readonly Reachable[];
  /** The messages there are; read after the state, so that what is right by now was not shown by somebody who knows less. */
  ledger: readonly LedgerRow[];
}

/** The request with everything that its messages show, and the messages there are; null when there is no such request. */
export async function readRequestMessages({ database }: AppDeps, requestId: string): Promise<RequestMessages | null> {
  const db = database.read;
  const facts = await requestFacts(db, requestId);
  if (!facts) return null;
  const { packageId, catalogId, requestorId } = facts;
  const hasTrouble = facts.state === "deliveryFailed" || facts.state === "partiallyDelivered";
  const [stages, asked, roles, access, reminders, staff] = await Promise.all([
    stageFacts(db, requestId),
    facts.stage === null ? [] : peopleAsked(db, requestId, facts.stage, ASKED_MAX),
    askedRoles(db, packageId, requestorId),
    readAccess(db, facts.assignmentId),
    remindersOf(db, requestId),
    hasTrouble ? staffOf(db, catalogId, catalogRolesFor("request.reprocess"), STAFF_MAX) : [],
  ]);
  const settings = PolicySettings.parse(facts.settings);
  const present = stages.find(({ stage }) => stage === facts.stage);
  const passedOver =
    present && present.capacity !== "primary" && present.capacity !== "rerouted"
      ? settings.approval.stages[present.stage]
      : undefined;
  const firstNamed = passedOver ? await firstNamedIn(db, passedOver, facts) : [];
  const request: ShownRequest = {
    ...shownFacts(facts),
    expiration: settings.expiration,
    stageCount: settings.approval.stages.length,
    stages: stages.map(({ decidedByName, decidedForName, reroutedByName, rerouteReason, reason, ...stage }) => ({
      ...stage,
      reroutedBy: reroutedByName,
      rerouteReason: rerouteReason ?? "",
      decidedBy: decidedByName,
      decidedFor: decidedForName,
      reason: reason ?? "",
    })),
    asked,
    firstNamed,
    lacksManager: passedOver?.approvers.kind === "manager" && facts.managerName === null,
    isOwnApprover: passedOver !== undefined && isNamedAlone(passedOver, facts.requestorId),
    roles,
    access,
  };
  const ledger = await messagesAbout(db, [requestId, ...reminders.map(({ id }) => id)]);
  return { request, reminders, staff, ledger };
}

function shownFacts({ requestorName, submitterName, closedByName, organizationName, ...facts }: RequestFacts) {
  return {
    ...facts,
    requestor: requestorName,
    organization: organizationName ?? (facts.isRequestorGuest ? "guest of this workspace" : null),
    submitter: submitterName,
    closedBy: closedByName,
  };
}

async function readAccess(db: Reader, assignmentId: string | null): Promise<ShownAccess | null> {
  if (assignmentId === null) return null;
  const [row, grants] = await Promise.all([assignmentById(db, assignmentId), grantFacts(db, assignmentId)]);
  if (!row) return null;
  const { state, startsAt, endsAt, endedAt, endReason, completedAt, retryAt } = row;
  const spoken = isExplained(endReason) ? await spokenEndReason(db, assignmentId) : null;
  return {
    assignmentId,
    state,
    startsAt,
    endsAt,
    endedAt,
    endReason,
    spokenEndReason: spoken,
    completedAt,
    retryAt,
    grants,
  };
}

function isNamedAlone({ approvers }: ApprovalStage, personId: string): boolean {
  if (approvers.kind !== "specific" || approvers.groups.length > 0) return false;
  return approvers.people.length === 1 && approvers.people[0] === personId;
}

async function firstNamedIn(
  db: Reader,
  { approvers }: ApprovalStage,
  { requestorName, managerName }: RequestFacts,
): Promise<string[]> {
  if (approvers.kind === "manager")
    return managerName === null ? [] : [`${managerName}, the manager of ${requestorName}`];
  if (approvers.kind === "catalogOwners") return ["the catalog's owners"];
  const [people, groups] = await Promise.all([peopleById(db, approvers.people), resourcesById(db, approvers.groups)]);
  return [...people, ...groups].map(({ name }) => name).toSorted((a, b) => a.localeCompare(b));
}

/** The request before this one by the same person for the same package. */
export async function readRequestBefore({ database }: AppDeps, requestId: string): Promise<string | undefined> {
  return requestBefore(database.read, requestId);
}

/** The request that a reminder is about. */
export async function readRequestOfReminder({ database }: AppDeps, reminderId: string): Promise<string | undefined> {
  return requestOfReminder(database.read, reminderId);
}
