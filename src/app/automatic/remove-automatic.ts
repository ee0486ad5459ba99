import { z } from "zod";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { deleteRule } from "../../store/query/automatic-rule.ts";
import { command } from "../command.ts";
import { policyEvent } from "../policy/policy-event.ts";
import { lockAutomatic } from "./lock-automatic.ts";
import type { AutomaticTarget } from "./lock-automatic.ts";

const RemoveAutomatic = z.object({ packageId: z.uuid() });
type RemoveAutomatic = z.infer<typeof RemoveAutomatic>;

/**
 * Removes the rule by which a package is assigned automatically. Whoever holds it by the rule keeps it, until staff take
 * it away; whose grace has begun loses it when that is over.
 */
export const removeAutomatic = command<RemoveAutomatic, AutomaticTarget, void>({
  name: "policy.removeAutomatic",
  input: RemoveAutomatic,
  target: ({ tx, by, input: { packageId } }) => lockAutomatic(tx, by, packageId),
  permit: (_by, { standing }) => permit("policy.editAutomatic", standing),
  run: async ({ tx, target: { row, stored } }) => {
    if (!stored) throw new Refusal(fault("notFound", { what: "automatic assignment" }));
    await deleteRule(tx, stored.id);
    const events = [policyEvent("policy.automaticRemoved", row, stored.id, { before: { rule: stored.rule } })];
    return { result: undefined, events };
  },
});
