import { canExtend, promptTimes } from "../../domain/assignment/extension.ts";
import { catalogRolesFor } from "../../domain/permission/permit.ts";
import { isExplained } from "../../domain/assignment/assignment.ts";
import type { AssignmentState, EndReason } from "../../domain/assignment/assignment.ts";
import { isInScope } from "../../domain/policy/eligibility.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { isOpenRequest } from "../../domain/request/request.ts";
import { assignmentFacts, grantFacts, requestsOf, spokenEndReason } from "../../store/query/assignment-messages.ts";
import type { AssignmentFacts, GrantFacts, RequestOfAssignment } from "../../store/query/assignment-messages.ts";
import { messagesAbout } from "../../store/query/message-ledger.ts";
import type { LedgerRow } from "../../store/query/message-ledger.ts";
import { personBySlackId } from "../../store/query/person.ts";
import { staffOf } from "../../store/query/request-messages.ts";
import type { Reachable } from "../../store/query/request-messages.ts";
import type { Reader } from "../../store/database.ts";
import type { AppDeps } from "../deps.ts";
import { personFacts } from "../person-facts.ts";

const STAFF_MAX = 20;

/** All that the messages about somebody's access show: its whole state at one moment. */
export interface ShownAssignment {
  id: string;
  state: AssignmentState;
  packageName: string;
  catalogName: string;
  holderId: string;
  holder: string;
  holderSlackId: string | null;
  startsAt: Date;
  endsAt: Date | null;
  endedAt: Date | null;
  endReason: EndReason | null;
  /** Why staff took it away, or an approver revoked the approval, in their own words. */
  spokenEndReason: string | null;
  /** The prompts before its present end whose time has come, the last of them last; none when it cannot be extended (N10). */
  duePrompts: readonly Date[];
  mayExtend: boolean;
  /** Somebody has asked to extend it, and that is not decided yet. */
  isExtensionAsked: boolean;
  /** Who assigned it directly; null where its holder asked for it, or a rule assigned it. */
  assignedBy: string | null;
  isByRule: boolean;
  /** When it ends as its holder no longer matches the rule, where that is still to come. */
  leavesAt: Date | null;
  grants: readonly GrantFacts[];
  /** Something could not be taken away, and is not tried again by itself. */
  isStuck: boolean;
}

export interface AssignmentMessages {
  assignment: ShownAssignment;
  /** Requests to extend it, whose messages show whether that is still possible. */
  extensions: readonly string[];
  staff: readonly Reachable[];
  /** The messages there are; read after the state. */
  ledger: readonly LedgerRow[];
}

/** The access with everything that its messages show, and the messages there are; null when there is no such assignment. */
export async function readAssignmentMessages(
  { database, clock }: AppDeps,
  assignmentId: string,
): Promise<AssignmentMessages | null> {
  const db = database.read;
  const facts = await assignmentFacts(db, assignmentId);
  if (!facts) return null;
  const now = clock.now();
  const [grants, requests, spoken, mayExtend] = await Promise.all([
    grantFacts(db, assignmentId),
    requestsOf(db, assignmentId),
    isExplained(facts.endReason) ? spokenEndReason(db, assignmentId) : null,
    isExtendable(db, facts, now),
  ]);
  const isStuck =
    facts.retryAt === null && grants.some(({ state, failure }) => state === "revoking" && failure !== null);
  const staff = isStuck ? await staffOf(db, facts.catalogId, catalogRolesFor("assignment.reprocess"), STAFF_MAX) : [];
  const ledger = await messagesAbout(db, [assignmentId]);
  return {
    assignment: {
      ...shownFacts(facts, requests),
      grants,
      isStuck,
      mayExtend,
      spokenEndReason: spoken,
      duePrompts: duePrompts(facts, mayExtend, now),
      leavesAt: leavesAt(facts, now),
    },
    extensions: requests.filter(({ type }) => type === "userExtend").map(({ id }) => id),
    staff,
    ledger,
  };
}

function shownFacts({ personId, holderName, ...facts }: AssignmentFacts, requests: readonly RequestOfAssignment[]) {
  return {
    ...facts,
    holderId: personId,
    holder: holderName,
    isExtensionAsked: requests.some(({ type, state }) => type === "userExtend" && isOpenRequest(state)),
    isByRule: facts.ruleId !== null,
    assignedBy: requests.find(({ type }) => type === "adminAdd")?.submitterName ?? null,
  };
}

/** Whether the holder may ask to keep the access, as things are now (domain.md 4.6). */
async function isExtendable(db: Reader, facts: AssignmentFacts, now: Date): Promise<boolean> {
  if (facts.holderSlackId === null || facts.state === "expired" || facts.endsAt === null || facts.endsAt <= now)
    return false;
  const settings = facts.settings === null ? null : PolicySettings.parse(facts.settings);
  const holder = await personBySlackId(db, facts.holderSlackId);
  if (!holder || settings === null) return false;
  return canExtend(facts, settings, isInScope(settings.requestors, await personFacts(db, holder))).extendable;
}

/** What a rule has assigned ends for no other reason. */
function leavesAt({ ruleId, state, endsAt }: AssignmentFacts, now: Date): Date | null {
  return ruleId !== null && state !== "expired" && endsAt !== null && endsAt > now ? endsAt : null;
}

function duePrompts({ startsAt, endsAt }: AssignmentFacts, mayExtend: boolean, now: Date): Date[] {
  if (!mayExtend || endsAt === null) return [];
  return promptTimes(startsAt, endsAt).filter((time) => time <= now);
}
