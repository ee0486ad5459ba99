import type { PolicyEntry } from "../../domain/packages-as-code/packages-file.ts";
import { DIRECTORY_SCOPES, REQUESTOR_SCOPES } from "../../domain/policy/scope.ts";
import type { RequestorScope } from "../../domain/policy/scope.ts";
import { ALTERNATES_LEAST_DAYS, DECISION_DAYS_MAX, STAGES_MAX } from "../../domain/policy/policy-settings.ts";
import { daysIn, readDuration } from "./graph-duration.ts";
import type { GraphPolicy, GraphStage } from "./graph-file.ts";
import type { GraphNames } from "./graph-names.ts";
import { readQuestions } from "./graph-questions.ts";
import { readReview } from "./graph-review.ts";
import type { Notes } from "./notes.ts";

type Stage = PolicyEntry["approval"]["stages"][number];

/** A policy as a file of packages says it; null where nobody would be left who may ask, so that none is made. */
export function readPolicy(policy: GraphPolicy, names: GraphNames, notes: Notes): PolicyEntry | null {
  const requestors = readRequestors(policy, names, notes);
  if (!requestors) return null;
  const { requestorSettings, requestApprovalSettings } = policy;
  noteWhatIsUnknown(policy, notes);
  const expiration = readExpiration(policy, notes);
  return {
    name: policy.displayName,
    isEnabled: requestors.scope === "notSpecified" || requestorSettings?.enableTargetsToSelfAddAccess !== false,
    requestors,
    approval: {
      stages: requestApprovalSettings?.isApprovalRequiredForAdd ? readStages(policy, names, notes) : [],
      isRequestorJustificationRequired: requestApprovalSettings?.isRequestorJustificationRequired ?? false,
    },
    expiration,
    extension: {
      isAllowed: expiration.type !== "noExpiration" && requestorSettings?.enableTargetsToSelfUpdateAccess === true,
      isApprovalRequired: requestApprovalSettings?.isApprovalRequiredForUpdate ?? false,
    },
    questions: readQuestions(policy.questions ?? [], notes),
    review: readReview(policy.reviewSettings, names, notes),
    isOnBehalfAllowed: readOnBehalf(policy, requestors.scope, names, notes),
  };
}

/** Of those who may ask for others, only the managers of people in the directory are known here. */
function readOnBehalf(
  { requestorSettings }: GraphPolicy,
  scope: RequestorScope,
  names: GraphNames,
  notes: Notes,
): boolean {
  if (requestorSettings?.enableOnBehalfRequestorsToAddAccess !== true) return false;
  const { people, groups, organizations, manager } = names.subjects(requestorSettings.onBehalfRequestors ?? [], notes);
  const isCarried = manager && DIRECTORY_SCOPES.some((known) => known === scope);
  const others = people.length + groups.length + organizations.length;
  notes.addIf(!isCarried || others > 0, "requests on behalf of others than one's direct reports");
  return isCarried;
}

function noteWhatIsUnknown(policy: GraphPolicy, notes: Notes): void {
  const { customExtensionStageSettings, verifiableCredentialSettings } = policy;
  notes.addIf(policy.automaticRequestSettings?.requestAccessForAllowedTargets === true, "assigning it automatically");
  notes.addIf((customExtensionStageSettings ?? []).length > 0, "custom extensions");
  notes.addIf((verifiableCredentialSettings?.credentialTypes ?? []).length > 0, "verified ids");
  notes.addIf(
    policy.notificationSettings?.isAssignmentNotificationDisabled === true,
    "leaving out messages about access",
  );
}

function readRequestors(policy: GraphPolicy, names: GraphNames, notes: Notes): PolicyEntry["requestors"] | null {
  const scope = policy.allowedTargetScope;
  if (!isScope(scope)) {
    notes.add(`the whole policy: ${scope} is not known here`);
    return null;
  }
  const { people, groups, organizations } = names.subjects(policy.specificAllowedTargets ?? [], notes);
  if (scope === "specificDirectoryUsers") {
    if (people.length + groups.length > 0) return { scope, people, groups };
  } else if (scope === "specificConnectedOrganizationUsers") {
    if (organizations.length > 0) return { scope, organizations };
  } else return { scope };
  notes.add("the whole policy: nobody who may ask by it was found here");
  return null;
}

function isScope(scope: string): scope is RequestorScope {
  return REQUESTOR_SCOPES.some((known) => known === scope);
}

function readStages(policy: GraphPolicy, names: GraphNames, notes: Notes): Stage[] {
  const all = policy.requestApprovalSettings?.stages ?? [];
  notes.addIf(all.length > STAGES_MAX, `stages of approval beyond the ${STAGES_MAX}rd`);
  let managerIsTaken = false;
  return all.slice(0, STAGES_MAX).map((stage, at) => {
    const own = notes.of(`stage ${at + 1}`);
    const read = readStage(stage, names, own, managerIsTaken);
    managerIsTaken ||= read.approvers.kind === "manager";
    return read;
  });
}

/** One stage. Where nobody is left who could be asked, the catalog's owners are: never is it approved more easily. */
function readStage(stage: GraphStage, names: GraphNames, notes: Notes, managerIsTaken: boolean): Stage {
  const asked = daysIn(stage.durationBeforeAutomaticDenial) ?? DECISION_DAYS_MAX;
  notes.addIf(asked > DECISION_DAYS_MAX, `${asked} days for the decision: ${DECISION_DAYS_MAX} at most`);
  const decisionDays = Math.min(asked, DECISION_DAYS_MAX);
  return {
    approvers: readApprovers(stage, names, notes, managerIsTaken),
    decisionDays,
    isApproverJustificationRequired: stage.isApproverJustificationRequired ?? false,
    alternates: stage.isEscalationEnabled ? readAlternates(stage, names, notes, decisionDays) : null,
  };
}

function readApprovers(
  stage: GraphStage,
  names: GraphNames,
  notes: Notes,
  managerIsTaken: boolean,
): Stage["approvers"] {
  const { people, groups, manager } = names.subjects(stage.primaryApprovers ?? [], notes);
  if (manager && !managerIsTaken) {
    const fallback = names.subjects(stage.fallbackPrimaryApprovers ?? [], notes);
    notes.addIf(fallback.groups.length > 0, "groups in place of a manager who is missing");
    notes.addIf(people.length + groups.length > 0, "approvers beside the manager");
    if (fallback.people.length > 0) return { kind: "manager", fallback: fallback.people };
    notes.add("the manager, as nobody was found who decides where there is none: the catalog's owners are asked");
    return { kind: "catalogOwners" };
  }
  notes.addIf(manager, "the manager a second time");
  if (people.length + groups.length > 0) return { kind: "specific", people, groups };
  notes.add("nobody was found who could be asked: the catalog's owners are");
  return { kind: "catalogOwners" };
}

function readAlternates(stage: GraphStage, names: GraphNames, notes: Notes, decisionDays: number): Stage["alternates"] {
  const found = names.subjects(stage.escalationApprovers ?? [], notes);
  notes.addIf(found.groups.length > 0 || found.manager, "groups and managers as alternates");
  if (found.people.length === 0 || decisionDays < ALTERNATES_LEAST_DAYS) {
    notes.add(found.people.length === 0 ? "alternates: nobody was found" : "alternates: the decision is due too soon");
    return null;
  }
  const afterDays = Math.min(Math.max(daysIn(stage.durationBeforeEscalation) ?? 1, 1), decisionDays - 1);
  return { people: found.people, afterDays };
}

function readExpiration({ expiration }: GraphPolicy, notes: Notes): PolicyEntry["expiration"] {
  if (expiration?.type === "afterDateTime" && expiration.endDateTime)
    return { type: "onDate", date: expiration.endDateTime.slice(0, 10), timeZone: "UTC" };
  const duration = expiration?.type === "afterDuration" ? readDuration(expiration.duration) : undefined;
  if (duration) return "days" in duration ? { type: "afterDays", ...duration } : { type: "afterHours", ...duration };
  notes.addIf(
    expiration?.type === "afterDuration" || expiration?.type === "afterDateTime",
    `the expiration ${expiration?.duration ?? ""}: access never ends`,
  );
  return { type: "noExpiration" };
}
