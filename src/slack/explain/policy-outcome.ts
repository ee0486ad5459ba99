import type { KnownBlock } from "@slack/types";
import type { AskedWhere, ExplainedPolicies, ExplainedPolicy } from "../../app/policy/explain-policies.ts";
import type { ExplainedEnd, GeneralRoute, GeneralStage, NeverApproved } from "../../domain/policy/explain-policy.ts";
import { clip } from "../../lib/text.ts";
import { namesInWords } from "../cards/request-words.ts";
import { paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { requestorsInWords } from "../show-package/policy-in-words.ts";
import { askedInWords, peopleInWords, stageTitle, termsInWords, unableInWords } from "./stage-words.ts";
import type { Names } from "./stage-words.ts";

/** Slack refuses messages whose texts are too long in all. */
export const OUTCOME_MAX = 1_400;

/** What one policy would do, under a title: who could ask, whom each stage asks, who could never be approved, when it ends. */
export function outcomeBlocks(
  title: string,
  policy: ExplainedPolicy,
  { isCatalogEnabled, names }: Pick<ExplainedPolicies, "isCatalogEnabled" | "names">,
  limit = OUTCOME_MAX,
): KnownBlock[] {
  const warnings = warningsOf(policy, isCatalogEnabled);
  const lines = [title, ...warnings.map((warning) => `⚠️ ${warning}`), ...linesOf(policy, names)];
  return [paragraph(clip(lines.join("\n"), limit)), smallPrint(endInWords(policy.outcome.end))];
}

/** What the policy of a form would do, before it is saved. */
export function dryRunBlocks(explained: ExplainedPolicies, limit = OUTCOME_MAX): KnownBlock[] {
  const blocks = explained.policies.flatMap((policy) => outcomeBlocks("Dry run", policy, explained, limit));
  const isAsked = explained.policies.some(({ outcome }) => outcome.stages.length > 0);
  return isAsked ? [...blocks, smallPrint(whereInWords(explained.where))] : blocks;
}

/** Where approvers are asked; our own words with Slack's markup. */
export function whereInWords({ channel, isRefused }: AskedWhere): string {
  if (channel === null) return "Approvers are asked in direct messages.";
  const place = `Approvers are asked in <#${escape(channel)}>`;
  return isRefused ? `${place}, or in direct messages, as Slack refused the last card there.` : `${place}.`;
}

/** When access would end; our own words with Slack's markup. */
export function endInWords({ endsAt, isOver }: ExplainedEnd): string {
  if (isOver) return "Access could not begin any more, as the policy's last day has passed.";
  return endsAt === null ? "Access would never end." : `Approved now, access would end ${moment(endsAt)}.`;
}

function linesOf({ settings, outcome }: ExplainedPolicy, names: Names): string[] {
  const { stages, askers, shutOut } = outcome;
  const outside =
    shutOut > 0 ? ` ${peopleInWords(shutOut)} from outside cannot, as the catalog is closed to them.` : "";
  return [
    askers === null
      ? "Who could ask: nobody, staff assign directly."
      : `Who could ask: ${requestorsInWords(settings.requestors, names)}: ${peopleInWords(askers)}.${outside}`,
    ...(stages.length === 0 && askers !== null ? ["No approval: whoever asks is approved at once."] : []),
    ...stages.map((stage, at) => stageLine(stage, stageTitle(at, stages.length), names)),
  ];
}

function stageLine(stage: GeneralStage, title: string, names: Names): string {
  const routes = stage.routes.map((route) => routeInWords(route, names)).join("; ");
  const unable = stage.routes.map((route) => unableInWords(route, names)).join("");
  return `${title}: ${routes}${termsInWords(stage, stage.routes.at(-1), names)}.${unable}`;
}

function routeInWords(route: GeneralRoute, names: Names): string {
  const { whose, count } = route;
  if (whose === "everybody") return askedInWords(route, names);
  const of = count === null ? "" : ` (${peopleInWords(count)})`;
  return whose === "managed" ? `the requestor's manager${of}` : `without a manager${of}: ${askedInWords(route, names)}`;
}

/** What is not forbidden, but hardly meant. */
function warningsOf({ settings, outcome, unmanaged }: ExplainedPolicy, isCatalogEnabled: boolean): string[] {
  return [
    ...(isCatalogEnabled ? [] : ["The catalog is not enabled: nobody can ask until it is."]),
    ...(settings.isEnabled ? [] : ["The policy is not enabled: nobody can ask through it until it is."]),
    ...(outcome.askers === 0
      ? ["Nobody could ask: it includes nobody who is active in Slack and whom the catalog lets in."]
      : []),
    ...(outcome.end.isOver ? ["Nobody can be approved any more: the policy's last day has passed."] : []),
    ...outcome.never.map((never) => neverInWords(never, unmanaged, outcome.stages.length)),
  ];
}

function neverInWords(never: NeverApproved, unmanaged: readonly string[], stages: number): string {
  const where = stages === 1 ? "the request" : `stage ${never.stage + 1}`;
  switch (never.who) {
    case "everybody":
      return `Nobody could ever be approved: nobody is left who could decide ${where}. Name other approvers, or an owner of the catalog.`;
    case "person":
      return `${never.name} could never be approved: nobody else could decide ${where}. Name another approver, or another owner of the catalog.`;
    case "unmanaged": {
      const named =
        unmanaged.length === 0
          ? ""
          : `: ${namesInWords(unmanaged)}${never.count > unmanaged.length ? " and others" : ""}`;
      return `${peopleInWords(never.count)} could never be approved, having no manager, where nobody else could decide ${where}${named}. Name other fallback approvers, or an owner of the catalog.`;
    }
  }
}
