/** What several cards say of a request in the same words. */
import type {
  AskedRole,
  GrantFacts,
  ShownAccess,
  ShownRequest,
  ShownStage,
} from "../../app/request/read-request-messages.ts";
import { clip } from "../../lib/text.ts";
import { RESOURCE_NOUNS } from "../create-package/resource-roles-view.ts";
import { moment } from "../kit/moment.ts";
import { endByPolicyInWords } from "../show-package/policy-in-words.ts";
import { decisionInWords, deliveryFailureInWords, namesInWords } from "./request-words.ts";

/** Slack refuses messages whose texts are too long in all; these keep the longest card well under that. */
const LIST_MAX = 2_000;
const EARLIER_REASON_MAX = 500;
const ANSWERS_MAX = 1_000;
const ANSWER_SHOWN = 200;

/** Who asks for what, in one line. */
export function requestTitle({ type, requestor, submitter, packageName }: ShownRequest): string {
  if (type === "userExtend") return `${requestor} asks to keep ${packageName}`;
  if (type === "adminAdd" || type === "onBehalfAdd") return `${submitter} asks for ${packageName} for ${requestor}`;
  if (type === "systemAdd") return `${packageName} is assigned to ${requestor} by a rule`;
  return `${requestor} requests ${packageName}`;
}

/** The resource roles of the package that is asked for; nobody knows them any more once it is deleted. */
export function requestedRolesInWords(
  { roles, isPackageGone }: Pick<ShownRequest, "roles" | "isPackageGone">,
  { marksHeld }: { marksHeld: boolean },
): string {
  if (isPackageGone && roles.length === 0) return "Resource roles: those of an access package that has been deleted.";
  return rolesInWords(roles, { marksHeld });
}

/** The resource roles, each on a line; `marksHeld`: which of them the person has already. */
export function rolesInWords(roles: readonly AskedRole[], { marksHeld }: { marksHeld: boolean }): string {
  if (roles.length === 0) return "Resource roles: none yet.";
  const lines = roles.map((role) => `• ${roleInWords(role)}${marksHeld && role.isHeld ? " (held already)" : ""}`);
  return clip(["Resource roles:", ...lines].join("\n"), LIST_MAX);
}

/** The resource roles that could not be given or taken away, each on a line with the reason. */
export function failuresInWords(title: string, grants: readonly GrantFacts[]): string {
  const lines = grants.map((grant) => `• ${roleInWords(grant)}: ${deliveryFailureInWords(grant.failure)}`);
  return clip([title, ...lines].join("\n"), LIST_MAX);
}

function roleInWords({ name, type, role }: Pick<AskedRole, "name" | "type" | "role">): string {
  return `${name} · ${RESOURCE_NOUNS[type]}: ${role}`;
}

export function justificationInWords({ justification }: ShownRequest): string {
  return `Business justification: ${justification.trim() === "" ? "none given" : justification.trim()}`;
}

/** What was answered to the policy's questions, each with its question, shortened; nothing where there were none. */
export function answersInWords({ answers }: Pick<ShownRequest, "answers">): string[] {
  if (answers.length === 0) return [];
  const lines = answers.map(({ question, answer }) => `${question}\n${clip(answer, ANSWER_SHOWN)}`);
  return [clip(lines.join("\n"), ANSWERS_MAX)];
}

/** Why the present stage does not ask those who were named first, to follow whom it asks; null where it asks them. */
export function insteadInWords(
  request: Pick<ShownRequest, "firstNamed" | "lacksManager" | "isOwnApprover" | "requestor">,
  shown: number,
): string | null {
  const { firstNamed, lacksManager, isOwnApprover, requestor } = request;
  if (lacksManager) return `because ${requestor} has no manager`;
  if (isOwnApprover) return `because nobody decides their own request, and ${requestor} is the only approver`;
  return firstNamed.length > 0 ? `instead of ${namesInWords(firstNamed, shown)}, who cannot decide` : null;
}

/** From when until when access is asked for, in Slack's markup. */
export function periodInMarkup({ type, startsAt, endsAt, expiration }: ShownRequest): string {
  const end = endsAt ? `ends ${moment(endsAt)}` : endByPolicyInWords(expiration);
  if (type === "userExtend") return `Period: access then ${end}`;
  return `Period: access begins ${startsAt ? moment(startsAt) : "at once"} and ${end}`;
}

/** From when until when access lasts, or when it ended, in Slack's markup. */
export function spanInMarkup({ startsAt, endsAt, endedAt }: ShownAccess): string {
  if (endedAt) return `Access ended ${moment(endedAt)}`;
  return `Access begins ${moment(startsAt)} and ${endsAt ? `ends ${moment(endsAt)}` : "never ends"}`;
}

/** The end that stands while an extension is not granted, in Slack's markup; nothing where access is asked for anew. */
export function presentEndInMarkup({ type, access }: Pick<ShownRequest, "type" | "access">): string[] {
  if (type !== "userExtend" || access === null) return [];
  const { endsAt, endedAt } = access;
  return [endsAt && endedAt === null ? `Now it ends ${moment(endsAt)}.` : `${spanInMarkup(access)}.`];
}

/** Whether an extension came to nothing because the access ended before it was decided. */
export function isOvertaken({
  type,
  state,
  closedBy,
  access,
}: Pick<ShownRequest, "type" | "state" | "closedBy" | "access">): boolean {
  const isUndecided = state === "expired" || (state === "canceled" && closedBy === null);
  return type === "userExtend" && isUndecided && access?.state === "expired";
}

/** How the stages before this one were decided, and this one where it was; each on a line. */
export function decisionsInWords(
  { stages, stageCount }: Pick<ShownRequest, "stages" | "stageCount">,
  reasonMax = EARLIER_REASON_MAX,
): string[] {
  return stages.flatMap((stage) => {
    const decision = stageDecision(stage, reasonMax);
    if (decision === null) return [];
    return [stageCount > 1 ? `Stage ${stage.stage + 1} of ${stageCount}: ${decision}` : decision];
  });
}

/** Who handed the stage on to those who are asked now, and why; nothing where nobody did. */
export function rerouteInWords({ capacity, reroutedBy, rerouteReason }: ShownStage): string[] {
  if (capacity !== "rerouted") return [];
  return [`Re-routed by ${reroutedBy ?? "somebody who is gone"}: “${clip(rerouteReason, EARLIER_REASON_MAX)}”`];
}

function stageDecision({ result, decidedBy, decidedFor, reason }: ShownStage, reasonMax: number): string | null {
  if (result !== "approved" && result !== "denied") return null;
  return decisionInWords({ result, by: decidedBy ?? "somebody who is gone", insteadOf: decidedFor, reason }, reasonMax);
}
