import type { KnownBlock } from "@slack/types";
import type { ExplainedForPerson } from "../../app/package/explain-for-person.ts";
import type { PolicyAnswer, Served } from "../../domain/policy/explain-person.ts";
import type { ClosedReason } from "../../domain/policy/eligibility.ts";
import type { PolicyMiss } from "../../domain/policy/policy-miss.ts";
import { clip } from "../../lib/text.ts";
import { namesInWords } from "../cards/request-words.ts";
import type { Message } from "../command/message.ts";
import { context, header, paragraph, smallPrint } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { requestorsInWords } from "../show-package/policy-in-words.ts";
import { endInWords, OUTCOME_MAX, whereInWords } from "./policy-outcome.ts";
import { askedInWords, stageTitle, termsInWords, unableInWords } from "./stage-words.ts";
import type { Names } from "./stage-words.ts";

const SERVED_SHOWN = 3;
const POLICIES_SHOWN = 10;

/** Whether the person could ask for the package, through which policy, and what would become of that. */
export function explainedForPersonMessage(explained: ExplainedForPerson): Message {
  const { packageName, catalogName, personName, served, where } = explained;
  const title = `Dry run: ${packageName} for ${personName}`;
  const rest = served.length - SERVED_SHOWN;
  const blocks: KnownBlock[] = [
    header(title),
    context(`Catalog: ${catalogName}`),
    paragraph(clip([...seeingLines(explained), ...barriers(explained)].join("\n"), OUTCOME_MAX)),
    paragraph(clip(policyLines(explained).join("\n"), OUTCOME_MAX)),
    ...served.slice(0, SERVED_SHOWN).flatMap((each) => servedBlocks(each, explained)),
    ...(rest > 0 ? [context(`and ${rest} more that would serve`)] : []),
    ...(served.some(({ stages }) => stages.length > 0) ? [smallPrint(whereInWords(where))] : []),
  ];
  return { text: escape(title), blocks };
}

const CLOSED: Readonly<Record<ClosedReason, string>> = {
  catalogDisabled: "the catalog is not enabled",
  catalogClosedToOutsiders: "they come from outside, and the catalog is not enabled for external users",
  packageHidden: "it is hidden",
  noPolicyForPerson: "no policy that is enabled includes them",
};

const MISSES: Readonly<Record<PolicyMiss, (requestors: string) => string>> = {
  disabled: () => "includes them, but is not enabled",
  staffAssignOnly: () => "is for direct assignment only",
  notNamed: (requestors) => `is for ${requestors}, and they are not among these`,
  membersOnly: (requestors) => `is for ${requestors}, and they come from outside`,
  directoryOnly: (requestors) => `is for ${requestors}, and they are of a connected organization`,
  organizationNotNamed: (requestors) => `is for ${requestors}, and theirs is not among these`,
  organizationNotConfigured: (requestors) => `is for ${requestors}, and theirs is not one`,
  outsidersOnly: (requestors) => `is for ${requestors}, and they are of this directory`,
};

/** Whether they see it and whether a policy lets them ask: what does not depend on what they hold. */
function seeingLines({ personName, sees, requests, isStaff }: ExplainedForPerson): string[] {
  const seeing = sees.open
    ? "It is listed for them."
    : isStaff
      ? "It is shown to them, by their role in the catalog."
      : `It is not listed for them: ${CLOSED[sees.because]}.`;
  const asking = requests.open
    ? `${personName} is among those who can request it.`
    : `${personName} cannot request it: ${CLOSED[requests.because]}.`;
  return [asking, seeing];
}

/** What stands between them and a request now, or an approval. */
function barriers(explained: ExplainedForPerson): string[] {
  const { personName, isDeactivated, holdsIt, hasAskedForIt, incompatible, served } = explained;
  return [
    ...(isDeactivated ? [`⚠️ The account of ${personName} is deactivated.`] : []),
    ...(holdsIt ? ["⚠️ They hold it already, and cannot request it a second time."] : []),
    ...(hasAskedForIt ? ["⚠️ They have asked for it already, and that is not decided yet."] : []),
    ...(incompatible.length > 0
      ? [`⚠️ They cannot request it, as they hold what is incompatible with it: ${namesInWords(incompatible)}.`]
      : []),
    ...served.flatMap((each) => neverLines(each, served.length > 1)),
  ];
}

function neverLines({ name, stuckAt, stages, end }: Served, isOneOfSeveral: boolean): string[] {
  const through = isOneOfSeveral ? ` through ${name}` : "";
  return [
    ...(stuckAt === null
      ? []
      : [
          `⚠️ They could never be approved${through}: nobody else could decide ${stages.length === 1 ? "the request" : `stage ${stuckAt + 1}`}. Name another approver, or another owner of the catalog.`,
        ]),
    ...(end.isOver ? [`⚠️ They could not be approved any more${through}: the policy's last day has passed.`] : []),
  ];
}

function policyLines({ policies, served, requests, names }: ExplainedForPerson): string[] {
  if (policies.length === 0) return ["There is no policy yet."];
  const serves = requests.open
    ? `would serve${served.length > 1 ? ", if they choose it" : ""}`
    : "would serve, were the catalog open to them";
  const rest = policies.length - POLICIES_SHOWN;
  return [
    "Policies:",
    ...policies.slice(0, POLICIES_SHOWN).map((policy) => `• “${policy.name}” ${answerInWords(policy, serves, names)}`),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
}

function answerInWords(policy: PolicyAnswer, serves: string, names: Names): string {
  if (policy.answer === "notClosest") return "includes them, but another one fits them more closely";
  if (policy.answer === "serves") return serves;
  return MISSES[policy.answer](requestorsInWords(policy.settings.requestors, names));
}

function servedBlocks({ name, settings, stages, end }: Served, { names }: ExplainedForPerson): KnownBlock[] {
  const asksManager = (at: number) =>
    settings.approval.stages[at]?.approvers.kind === "manager" && stages[at]?.capacity === "primary";
  const lines = stages.map((stage, at) => {
    const asked = `${askedInWords(stage, names)}${asksManager(at) ? " (their manager)" : ""}`;
    return `${stageTitle(at, stages.length)}: ${asked}${termsInWords(stage, stage, names)}.${unableInWords(stage, names)}`;
  });
  if (stages.length === 0) lines.push("No approval: the request is approved at once.");
  return [paragraph(clip([`Through “${name}”`, ...lines].join("\n"), OUTCOME_MAX)), smallPrint(endInWords(end))];
}
