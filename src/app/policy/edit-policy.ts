import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { ReviewSettings } from "../../domain/review/review-settings.ts";
import { firstOpening, nextOpening } from "../../domain/review/schedule.ts";
import { tidyLine } from "../../lib/text.ts";
import { updatePolicy } from "../../store/query/package.ts";
import type { FoundPolicy, StoredPolicy } from "../../store/query/package.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { lockPolicy, refuseOutdated } from "./lock-policy.ts";
import type { PolicyTarget } from "./lock-policy.ts";
import { policyEvent } from "./policy-event.ts";
import { checkPolicyForm, PolicyForm } from "./policy-form.ts";

/** `version`: the one that the person saw. */
const PolicyReference = z.object({ policyId: z.uuid(), version: z.int() });

const EditPolicy = PolicyForm.extend(PolicyReference.shape);
type EditPolicy = z.infer<typeof EditPolicy>;

const EnablePolicy = PolicyReference.extend({ isEnabled: z.boolean() });
type EnablePolicy = z.infer<typeof EnablePolicy>;

/**
 * Changes a policy, for requests from now on: those that were made, and access that was given, keep the policy as it
 * was then (domain.md 4.7, D12). Faults are on the form's fields.
 */
export const editPolicy = command<EditPolicy, PolicyTarget, void>({
  name: "policy.edit",
  input: EditPolicy,
  target: ({ tx, by, input: { policyId } }) => lockPolicy(tx, by, policyId),
  permit: (_by, { standing }) => permit("policy.edit", standing),
  run: async (context) => {
    const { tx, by, now, input, target } = context;
    refuseOutdated(target, input.version);
    const checked = await checkPolicyForm(tx, by, input, { packageId: target.row.id, now, stored: target.policy });
    refuseIfAny(checked.faults);
    if (!checked.settings) throw new Refusal(fault("notFound", { what: "policy" }));
    return store(context, { name: tidyLine(input.name), settings: checked.settings });
  },
});

/** Enables a policy, or disables it: nobody can ask or be assigned through it then (domain.md 4.7, B6, B15). */
export const enablePolicy = command<EnablePolicy, PolicyTarget, void>({
  name: "policy.enable",
  input: EnablePolicy,
  target: ({ tx, by, input: { policyId } }) => lockPolicy(tx, by, policyId),
  permit: (_by, { standing }) => permit("policy.edit", standing),
  run: async (context) => {
    const { input, target } = context;
    refuseOutdated(target, input.version);
    const { name, settings } = target.policy;
    return store(context, { name, settings: { ...settings, isEnabled: input.isEnabled } });
  },
});

/** Another rhythm begins after now; what is due already, and only waits for its turn, still is. */
function dueAfterEdit({ settings, reviewDueAt }: FoundPolicy, after: ReviewSettings | null, now: Date): Date | null {
  if (after === null) return null;
  if (settings.review === null) return firstOpening(after, now);
  const isDue = reviewDueAt !== null && reviewDueAt <= now;
  return isDue ? reviewDueAt : nextOpening(after, now);
}

async function store(
  { tx, now, target: { row, policy } }: CommandContext<unknown, PolicyTarget>,
  after: Pick<StoredPolicy, "name" | "settings">,
) {
  const before = { name: policy.name, settings: policy.settings };
  if (JSON.stringify(before) === JSON.stringify(after)) return { result: undefined, events: [] };
  const reviewDueAt = dueAfterEdit(policy, after.settings.review, now);
  await updatePolicy(tx, { id: policy.id, packageId: row.id }, { ...after, reviewDueAt });
  return { result: undefined, events: [policyEvent("policy.edited", row, policy.id, { before, after })] };
}
