import { z } from "zod";
import type { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { updateRule } from "../../store/query/automatic-rule.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { policyEvent } from "../policy/policy-event.ts";
import { checkAutomatic } from "./check-automatic.ts";
import { lockAutomatic } from "./lock-automatic.ts";
import type { AutomaticTarget } from "./lock-automatic.ts";
import { storeNewRule } from "./store-new-rule.ts";

const SaveAutomatic = z.object({
  packageId: z.uuid(),
  /** Of the rule that the person saw; null where there was none. */
  version: z.int().nullable(),
  answers: z.record(z.string(), z.string()),
});
type SaveAutomatic = z.infer<typeof SaveAutomatic>;

/**
 * Gives a package a rule by which it is assigned automatically, or changes that rule (domain.md 2.2, 4.8). Who matches
 * then gets it, and who does no longer loses it, by a job. Faults are on the form's fields.
 */
export const saveAutomatic = command<SaveAutomatic, AutomaticTarget, void>({
  name: "policy.saveAutomatic",
  input: SaveAutomatic,
  target: ({ tx, by, input: { packageId } }) => lockAutomatic(tx, by, packageId),
  permit: (_by, { standing }) => permit("policy.editAutomatic", standing),
  run: async (context) => {
    const { tx, input, target } = context;
    const { row, stored } = target;
    if ((stored?.version ?? null) !== input.version)
      throw new Refusal(fault("changedMeanwhile", { what: "this rule" }));
    const { rule } = await checkAutomatic(tx, input.answers, { packageId: row.id, stored });
    return { result: undefined, events: await store(context, rule) };
  },
});

async function store(context: CommandContext<SaveAutomatic, AutomaticTarget>, rule: AutomaticRule) {
  const { row, stored } = context.target;
  if (!stored) return [await storeNewRule(context, row, rule)];
  if (JSON.stringify(stored.rule) === JSON.stringify(rule)) return [];
  await updateRule(context.tx, stored.id, rule, context.now);
  return [policyEvent("policy.automaticEdited", row, stored.id, { before: { rule: stored.rule }, after: { rule } })];
}
