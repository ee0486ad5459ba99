import { z } from "zod";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { holdersThrough } from "../../store/query/assignment-lists.ts";
import { deletePolicy } from "../../store/query/package.ts";
import { command } from "../command.ts";
import { lockPolicy } from "./lock-policy.ts";
import type { PolicyTarget } from "./lock-policy.ts";
import { policyEvent } from "./policy-event.ts";

const RemovePolicy = z.object({ policyId: z.uuid() });
type RemovePolicy = z.infer<typeof RemovePolicy>;

/** Removes a policy; refused while somebody holds access through it, with how many do (domain.md 7). */
export const removePolicy = command<RemovePolicy, PolicyTarget, void>({
  name: "policy.remove",
  input: RemovePolicy,
  target: ({ tx, by, input: { policyId } }) => lockPolicy(tx, by, policyId),
  permit: (_by, { standing }) => permit("policy.edit", standing),
  run: async ({ tx, target: { row, policy } }) => {
    const { id, name, settings } = policy;
    const holders = await holdersThrough(tx, { packageId: row.id, policyId: id });
    if (holders > 0) throw new Refusal(fault("policyInUse", { name, holders }));
    await deletePolicy(tx, { id, packageId: row.id });
    return { result: undefined, events: [policyEvent("policy.removed", row, id, { before: { name, settings } })] };
  },
});
