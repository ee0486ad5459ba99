import type { App, BlockAction, ButtonAction, ViewOutput } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { readPolicyForm } from "../../app/policy/read-policy-form.ts";
import { tryPolicy } from "../../app/policy/try-policy.ts";
import { Refusal } from "../../domain/fault.ts";
import { policyFields } from "../../domain/policy/policy-fields.ts";
import { questionFields } from "../../domain/policy/question-form.ts";
import { faultLines } from "../create-package/fault-lines.ts";
import { peopleTyped } from "../create-package/save-typed.ts";
import type { SlackDeps } from "../deps.ts";
import { clip } from "../../lib/text.ts";
import { dryRunBlocks } from "../explain/policy-outcome.ts";
import { alerted, explain } from "../kit/answer.ts";
import { attempt } from "../kit/attempt.ts";
import { paragraph } from "../kit/block.ts";
import { inTime } from "../kit/in-time.ts";
import { ACTION } from "./ids.ts";
import { readMetadata, triedPolicyView } from "./policy-form-view.ts";
import { typedIn, wantedFor } from "./typed-form.ts";

/** Listens to `Dry run` in the form of a policy. */
export function listenToDryRuns(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.dryRun, async ({ ack, body, client }) => {
    await ack();
    const { view, user } = body;
    if (view) await client.views.update({ view_id: view.id, view: await withDryRun(deps, user.id, view) });
  });
}

/** The form as it is filled in, and below it what the policy would do; nothing is saved. */
async function withDryRun(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  try {
    const { policy, seen, begun } = readMetadata(view.private_metadata);
    return await inTime(async () => {
      const form = await readPolicyForm(deps, slackUserId, wantedFor(view));
      return triedPolicyView({ ...form, policy, seen, begun }, await dryRunOf(deps, slackUserId, view));
    });
  } catch (error) {
    return alerted(view, explain(error, deps.log).sentence);
  }
}

/** What the policy would do, or what is wrong with the form: Slack shows errors on fields only where a form is submitted. */
async function dryRunOf(
  deps: SlackDeps,
  slackUserId: string,
  view: ViewOutput,
): Promise<(limit: number) => readonly KnownBlock[]> {
  const { packageId, policy } = readMetadata(view.private_metadata);
  const typed = typedIn(view);
  const form = { packageId, policyId: policy?.id ?? null, ...typed };
  try {
    const people = [slackUserId, ...peopleTyped(typed.answers)];
    const explained = await attempt(deps, people, () => tryPolicy(deps, slackUserId, form));
    return (limit) => dryRunBlocks(explained, limit);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fields = [...policyFields(typed.answers), ...questionFields(typed.answers)];
    const lines = ["Dry run", ...faultLines(error.faults, fields)];
    return (limit) => [paragraph(clip(lines.join("\n"), limit))];
  }
}
