import type { Fault, FaultCode, FaultData } from "../domain/fault.ts";

/** All words for what can be wrong: what it is, and how to put it right. A code without words does not compile. */
const SENTENCES: { [Code in FaultCode]: (data: FaultData[Code]) => string } = {
  required: ({ what }) => REQUIRED[what] ?? "Fill this in.",
  tooLong: ({ limit }) => `Use at most ${limit.toLocaleString("en")} characters.`,
  outOfRange: ({ from, to }) => range(from, to),
  notANumber: ({ from, to }) => range(from, to),
  notAChoice: () => "Choose one of the options that are offered.",
  tooMany: ({ limit }) => `Choose at most ${limit.toLocaleString("en")}.`,
  dateOutOfRange: ({ from, to }) => `Choose a date in the future, from ${from} to ${to}.`,
  alternatesNeedDays: ({ least }) =>
    `Forwarding needs at least ${least} days for the decision: give more days, or choose No.`,
  approvalNeededForOutsiders: () =>
    "Requests by users outside your organizations must be approved: choose Yes, or another scope.",
  policySubjectGone: ({ name }) =>
    name === ""
      ? "One of these is no longer in the directory: remove it."
      : `${name} is no longer in the directory: remove it.`,
  personNotKnownYet: () => "One of these people is not known here yet: try again in a minute, or choose somebody else.",
  personDeactivated: ({ name }) => `The account of ${name} is deactivated: choose somebody else.`,

  nameTakenInCatalog: ({ catalog }) =>
    `The catalog ${catalog} already has an access package of this name: choose another name.`,
  catalogNameTaken: ({ name }) => `There is already a catalog named ${name}: choose another name.`,

  notPermitted: ({ action, ask }) => `${FORBIDDEN[action] ?? "You may not do this."} Ask ${oneOf(ask)}.`,
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
  personUnknown: () => "Slack does not tell who you are yet: try again in a minute.",
  accountDeactivated: () => "Your account is deactivated.",

  notFound: ({ what }) => `There is no ${what} that you can see.`,
  draftOutdated: () => "This window was out of date, as the wizard had moved on.",
  draftNotYours: () => "This wizard belongs to somebody else. Open your own with /access new.",
  draftExpired: () =>
    "This wizard is over: it was finished, started over, or left alone for 7 days. Open a new one with /access new.",
  changedMeanwhile: ({ what }) =>
    `Somebody changed ${what} in the meantime: look at it again, then repeat what you wanted to change.`,
};

const REQUIRED: Readonly<Record<string, string>> = {
  name: "Enter a name.",
  description: "Enter a description.",
  role: "Choose a role, or remove the resource in the pane above.",
  people: "Choose at least one user or group.",
  approvers: "Choose at least one approver or approver group.",
  fallbackApprovers: "Choose at least one fallback approver, for those who have no manager.",
  alternates: "Choose at least one alternate approver.",
  organizations: "Choose at least one connected organization.",
  channel: "Choose a channel.",
};

const FORBIDDEN: Readonly<Record<string, string>> = {
  "package.create": "You may no longer create access packages in this catalog.",
  "catalog.create": "You may not create catalogs.",
  "catalog.edit": "You may not change this catalog.",
};

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
