import type { NotExtendableReason } from "../domain/assignment/assignment.ts";
import type { RequestState } from "../domain/request/request.ts";
import type { Fault, FaultCode, FaultData } from "../domain/fault.ts";
import { clip } from "../lib/text.ts";
import { namesInWords } from "./cards/request-words.ts";
import { notRequestable, reportCannot } from "./request-access/refusal-words.ts";

/** All words for what can be wrong: what it is, and how to put it right. A code without words does not compile. */
const SENTENCES: { [Code in FaultCode]: (data: FaultData[Code]) => string } = {
  required: ({ what }) => REQUIRED[what] ?? "Fill this in.",
  tooLong: ({ limit }) => `Use at most ${limit.toLocaleString("en")} characters.`,
  outOfRange: ({ from, to }) => range(from, to),
  notANumber: ({ from, to }) => range(from, to),
  notAChoice: () => "Choose one of the options that are offered.",
  tooMany: ({ limit }) => `Choose at most ${limit.toLocaleString("en")}.`,
  tooManyLines: ({ limit }) => `Enter at most ${limit.toLocaleString("en")} lines, one for each choice.`,
  lineTooLong: ({ limit }) => `Use at most ${limit.toLocaleString("en")} characters for each line.`,
  questionRepeated: ({ first }) => `Question ${first} asks this already: ask something else here.`,
  oneValueOnly: () => "Enter one value, or choose the condition “is one of”.",
  ruleMeansTooMany: ({ people, limit }) =>
    `A rule may assign to at most ${limit.toLocaleString("en")} people, and ${people.toLocaleString("en")} match: narrow the conditions.`,
  dateOutOfRange: ({ from, to }) => `Choose a date in the future, from ${from} to ${to}.`,
  dateTooEarly: ({ from }) => `Choose ${from} or a later date.`,
  reviewStartStays: ({ on }) => `The reviews of this policy start on ${on}, which cannot be changed: choose that day.`,
  policyEnded: ({ on }) =>
    `Access through this policy ended on ${on}: ask the catalog's owners to give the policy another end first.`,
  policyEndsBeforeStart: ({ on }) => `Access through this policy ends on ${on}: choose an earlier start.`,
  alternatesNeedDays: ({ least }) =>
    `Forwarding needs at least ${least} days for the decision: give more days, or choose No.`,
  approvalNeededForOutsiders: () =>
    "Requests by users outside your organizations must be approved: choose Yes, or another scope.",
  policySubjectGone: ({ name }) =>
    name === ""
      ? "One of these is no longer in the directory: remove it."
      : `${name} is no longer in the directory: remove it.`,
  personNotKnownYet: () => "One of these people is not known here yet: try again in a minute, or choose somebody else.",
  noSuchDay: ({ written, lean }) =>
    `Which day is meant by “${clip(written, 50)}”? Write it as in 2026-05-01, 1 May 2026, or 1 May for the ${lean} one.`,
  dayToCome: ({ day }) => `The day ${day} is still to come: name today or a day before.`,
  delegateIsOneself: () => "Nobody is their own delegate: choose somebody else.",
  personDeactivated: ({ name }) => `The account of ${name} is deactivated: choose somebody else.`,

  nameTakenInCatalog: ({ catalog }) =>
    `The catalog ${catalog} already has an access package of this name: choose another name.`,
  catalogNameTaken: ({ name }) => `There is already a catalog named ${name}: choose another name.`,
  policyNameTaken: ({ name }) => `This access package already has a policy named ${name}: choose another name.`,

  notPermitted: ({ action, ask, owners = [] }) =>
    `${FORBIDDEN[action] ?? "You may not do this."} Ask ${oneOf(ask)}.${owners.length > 0 ? ` The catalog is owned by ${namesInWords(owners)}.` : ""}`,
  mayCreateNowhere: ({ administrators }) =>
    `You may not create access packages in any catalog. Ask a user administrator${administrators.length > 0 ? ` (${administrators.join(", ")})` : ""} or a catalog owner.`,
  catalogNotUsable: () => "You may not create access packages in this catalog: choose another one.",
  catalogNeeded: () => "Choose the catalog that the access package belongs to.",
  resourceNotPickable: ({ resource }) =>
    `You may not add ${resource === "" ? "one of these resources" : resource} to this catalog's access packages: remove it.`,
  resourceGone: ({ resource }) => `${resource} is no longer in the directory: remove it.`,
  roleNotOffered: ({ resource, role }) => `${resource} has no role ${role}: choose another one.`,
  lastCatalogOwner: () =>
    "A catalog needs an owner: name another one before you remove the last. A user administrator may leave it without.",
  generalKeepsItsName: () => "The General catalog keeps its name.",
  generalStays: () => "The General catalog cannot be deleted.",
  resourceNotOwned: ({ resource }) =>
    `Only an owner of ${resource === "" ? "one of these resources" : resource} can put it into a catalog or take it out: ask one of its owners.`,
  resourceInUse: ({ resource, ...users }) => `${resource} is used by ${packagesInWords(users)}: remove it there first.`,
  catalogNotEmpty: (held) => `This catalog still has ${packagesInWords(held)}: delete them first.`,
  personUnknown: () => "Slack does not tell who you are yet: try again in a minute.",
  accountDeactivated: () => "Your account is deactivated.",

  notFound: ({ what }) => `There is no ${what} that you can see${WHY_NOT_SEEN[what] ?? ""}.`,
  draftOutdated: () => "This window was out of date, as the wizard had moved on.",
  windowOutdated: () =>
    "This window is from before an update of this app, and nothing was done: close it, and open it anew. What you typed can be copied from here.",
  buttonOutdated: () =>
    "This button is from before an update of this app, and nothing was done: /access help shows what can be done now.",
  draftNotYours: () => "This wizard belongs to somebody else. Open your own with /access new.",
  draftExpired: () =>
    "This wizard is over: it was finished, started over, or left alone for 7 days. Open a new one with /access new.",
  changedMeanwhile: ({ what }) =>
    `Somebody changed ${what} in the meantime: look at it again, then repeat what you wanted to change.`,
  policyInUse: ({ name, holders }) =>
    `The policy ${name} cannot be removed, as ${people(holders)} access through it. Disable it, or end their access first.`,
  packageHeld: ({ holders, deactivated }) =>
    `This access package cannot be deleted, as ${people(holders)} it: end their access first.${stillCounted(deactivated)}`,

  notRequestable: ({ because, policies }) => notRequestable(because, policies),
  alreadyRequested: () => "You have asked for this access package already. /access mine shows how far your request is.",
  alreadyHeld: () => "You hold this access package already. /access mine shows until when.",
  incompatibleHeld: ({ names }) =>
    `You cannot request this access package, as you hold what is incompatible with it: ${names.join(", ")}. Give that up first, or ask its catalog's owners.`,
  policyChoiceNeeded: () => "Choose the policy to request through.",
  notDirectReport: () =>
    "You can request for yourself and for your direct reports, and this is not one of them now: choose again.",
  reportCannotRequest: ({ name, because }) => reportCannot(name, because),
  nobodyCanDecide: ({ stage }) =>
    `Nobody could decide stage ${stage} of this request: its approvers are gone, or you are the only one, and the catalog has no other owner. Ask a user administrator.`,

  ownRequest: () => "Nobody decides their own request. Another approver has to.",
  cannotDecideThis: ({ people }) =>
    `Nobody decides their own request, nor one that they made or hand on: leave out ${namesInWords(people)}.`,
  alreadyDecided: ({ by, result, goesOn }) => {
    const what = goesOn ? "this stage of the request" : "the request";
    return by === null ? `You have ${result} ${what} already.` : `${by} was first: ${what} is ${result} already.`;
  },
  requestClosed: ({ state }) => `This request cannot be decided any more: it ${STATE_WORDS[state]}.`,
  decisionTooLate: () => "The time to decide is over: the request has expired, and its requestor may ask again.",
  requestorGone: ({ name }) =>
    `The account of ${name} is deactivated, so nobody can be given access: deny the request, or let it expire.`,

  reviewClosed: () => "This access review is closed: its answers cannot be changed any more.",

  notCancelable: ({ state }) => `This request cannot be canceled any more: it ${STATE_WORDS[state]}.`,
  notResubmittable: ({ state }) => `This request cannot be submitted again: it ${STATE_WORDS[state]}.`,
  recordNotCompleted: ({ state }) =>
    `The record of this request cannot be removed yet: it ${STATE_WORDS[state]}. Cancel it, or wait until it is over.`,
  recordInUse: () =>
    "The record of this request cannot be removed, as the access that came of it has not ended: end that access first.",
  notExtendable: ({ because }) => NOT_EXTENDABLE[because],
  accessEnded: () => "This access has ended already.",
  policyNotAssignable: ({ name }) => `Nobody can be assigned through the policy ${name} now: it is not enabled.`,
  noPolicyToAssign: () =>
    "Nobody can be assigned to this access package now: it has no policy that is enabled. Add one, or enable one.",
  policyExcludes: ({ people, policy }) =>
    `The policy ${policy} does not include ${namesInWords(people)}: choose another policy, or one for direct assignment.`,
  heldAlready: ({ people }) => `Held already by ${namesInWords(people)}: leave them out.`,
  requestedAlready: ({ people }) =>
    `Asked for already, and not decided yet, by ${namesInWords(people)}: leave them out.`,
  questionsForOne: () =>
    "This policy asks questions, which are answered for each person: choose one person, or another policy.",
  nobodyCanDecideFor: ({ people, stage }) =>
    `Nobody could decide stage ${stage} for ${namesInWords(people)}: its approvers are gone, or would decide about themselves or what they assign. Choose another policy, or ask a user administrator.`,
  incompatibleForPeople: ({ people, names }) =>
    `Ruled out by what ${namesInWords(people)} ${people.length === 1 ? "holds" : "hold"} (${namesInWords(names)}), which is incompatible with this access package: leave them out, or end that first.`,
  notReprocessable: ({ because }) => NOT_REPROCESSABLE[because],
};

/** Why somebody may come by a card or a window to what is not there for them. */
const WHY_NOT_SEEN: Readonly<Record<string, string>> = {
  request: ": it is shown to its requestor, its approvers and the catalog's staff, until its record is removed",
  "access package": ": it was deleted in the meantime, or is no longer shown to you",
  catalog: ": it was deleted in the meantime, or you no longer hold a role in it",
  policy: ": it was removed in the meantime, or is no longer shown to you",
};

const STATE_WORDS: Readonly<Record<RequestState, string>> = {
  submitted: "has been submitted",
  pendingApproval: "waits for a decision",
  scheduled: "is approved and waits for its start",
  delivering: "is approved and being delivered",
  delivered: "is approved and delivered",
  partiallyDelivered: "is approved and partly delivered",
  deliveryFailed: "is approved, but delivery failed",
  denied: "was denied",
  canceled: "was canceled",
  expired: "has expired",
};

const NOT_EXTENDABLE: Readonly<Record<NotExtendableReason, string>> = {
  notDelivered: "Access can be extended once it is delivered, and before it ends.",
  neverEnds: "This access never ends, so there is nothing to extend.",
  policyGone: "The policy of this access was removed: it stays until its end. Request it again then.",
  extensionNotAllowed: "Its policy does not allow to extend this access. Request it again when it ends.",
  policyDisabled: "Its policy is not enabled at the moment, so this access cannot be extended.",
  notInScope: "You are no longer among those who may ask for this access: it stays until its end.",
  atItsLatest: "This access lasts as long as its policy allows already.",
};

const NOT_REPROCESSABLE: Readonly<Record<"nothingFailed" | "isRetried" | "tooOld", string>> = {
  nothingFailed: "Everything is delivered: there is nothing to try again.",
  isRetried: "Delivery is being tried again by itself at the moment.",
  tooOld: "That was more than 14 days ago: remove the access, and have it requested anew.",
};

const REQUIRED: Readonly<Record<string, string>> = {
  name: "Enter a name.",
  description: "Enter a description.",
  role: "Choose a role, or remove the resource in the pane above.",
  people: "Choose at least one user or group.",
  approvers: "Choose at least one approver or approver group.",
  specificReviewers: "Choose at least one reviewer.",
  fallbackReviewers: "Choose at least one fallback reviewer, for those who have no manager.",
  fallbackApprovers: "Choose at least one fallback approver, for those who have no manager.",
  alternates: "Choose at least one alternate approver.",
  organizations: "Choose at least one connected organization.",
  channel: "Choose a channel.",
  package: "Choose an access package.",
  assignees: "Choose at least one person.",
  justification: "Say why you need the access.",
  revocationReason: "Say why you revoke your approval.",
  newApprovers: "Choose at least one person who is to decide.",
  rerouteReason: "Say why somebody else is to decide.",
  reason: "Give a reason: the policy asks for one.",
  period: "Choose a start date or an end date, or No.",
  question: "Enter the question.",
  attribute: "Choose an attribute.",
  values: "Enter at least one value, each on a line of its own.",
  choices: "Enter at least one choice, each on a line of its own.",
  answer: "Answer this question.",
};

const FORBIDDEN: Readonly<Record<string, string>> = {
  "review.decide": "You do not review this access.",
  "package.create": "You may no longer create access packages in this catalog.",
  "catalog.create": "You may not create catalogs.",
  "catalog.edit": "You may not change this catalog.",
  "catalog.delete": "You may not delete this catalog.",
  "catalog.addResource": "You may not add resources to this catalog.",
  "catalog.removeResource": "You may not remove resources from this catalog.",
  "catalog.changeOwners": "You may not change the owners of this catalog.",
  "catalog.changePackageManagers": "You may not change the access package managers of this catalog.",
  "catalog.changeAssignmentManagers": "You may not change the access package assignment managers of this catalog.",
  "catalog.changeReaders": "You may not change the readers of this catalog.",
  "request.decide": "You are not an approver of this request now.",
  "request.view": "You may not see the requests for this access package.",
  "request.revokeApproval": "Only whoever approved a request can revoke that approval.",
  "request.reroute": "You may not hand this request to others.",
  "request.removeRecord": "You may not remove the record of this request.",
  "request.cancel": "You may not cancel this request.",
  "assignment.view": "You may not see who holds this access package.",
  "assignment.viewOfPerson": "You may not see what others hold.",
  "report.view": "You may not see reports.",
  "person.history": "You may not see what others asked for and were given.",
  "package.history": "You may not see the history of this access package.",
  "assignment.reprocess": "You may not try this delivery again.",
  "assignment.assign": "You may not assign this access package.",
  "assignment.remove": "You may not remove this access.",
  "assignment.giveUp": "Nobody can give up what somebody else holds.",
  "draft.copy": "You may not create access packages in this catalog.",
  "package.view": "You may not manage this access package.",
  "package.explain": "You may not see whom the policies of this access package serve.",
  "package.edit": "You may not change this access package.",
  "package.delete": "You may not delete this access package.",
  "package.endAllAccess": "You may not end access to this access package.",
  "policy.create": "You may not add policies to this access package.",
  "policy.edit": "You may not change the policies of this access package.",
  "policy.enable": "You may not change the policies of this access package.",
  "policy.remove": "You may not remove policies of this access package.",
  "policy.editAutomatic": "You may not change whom this access package is assigned to automatically.",
  "policy.saveAutomatic": "You may not change whom this access package is assigned to automatically.",
  "policy.removeAutomatic": "You may not change whom this access package is assigned to automatically.",
  "package.changeResourceRoles": "You may not change what this access package gives.",
};

/** Packages by name: the access package “A”; the access packages “A”, “B” and others. */
function packagesInWords({ packages, more }: { packages: readonly string[]; more: boolean }): string {
  const named = packages.map((name) => `“${name}”`);
  const last = more ? "others" : named.pop();
  const names = named.length === 0 ? last : `${named.join(", ")} and ${last}`;
  return `the access package${packages.length === 1 && !more ? "" : "s"} ${names}`;
}

function people(holders: number): string {
  return holders === 1 ? "1 person holds" : `${holders.toLocaleString("en")} people hold`;
}

/** Holders who are easily overlooked. */
function stillCounted(deactivated: readonly string[]): string {
  if (deactivated.length === 0) return "";
  const [account, verb] = deactivated.length === 1 ? ["The account", "is"] : ["The accounts", "are"];
  return ` ${account} of ${deactivated.join(", ")} ${verb} deactivated, but ${deactivated.length === 1 ? "counts" : "count"} as well.`;
}

function range(from: number, to: number): string {
  return `Enter a whole number from ${from.toLocaleString("en")} to ${to.toLocaleString("en")}.`;
}

function oneOf(roles: readonly string[]): string {
  const named = roles.map((role) => `${/^[aeio]/.test(role) ? "an" : "a"} ${role}`);
  return named.length > 1
    ? `${named.slice(0, -1).join(", ")} or ${named.at(-1) ?? ""}`
    : (named[0] ?? "your administrators");
}

/** The sentence for one fault. */
export function sentenceFor({ code, data }: Fault): string {
  return (SENTENCES[code] as (data: unknown) => string)(data);
}

/** The sentence for a failure of our own: its reference is in the log. */
export function sentenceForFailure(reference: string): string {
  return `Something went wrong on our side. Try again; if it happens again, tell your administrators the reference ${reference}.`;
}

/** The sentence for a database that does not answer at the moment. Whatever was under way has been stored whole or not at all. */
export function sentenceForOutage(): string {
  return "The database does not answer at the moment. Nothing of yours is half-stored: try again in a minute.";
}
