import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { tidyLine } from "../../lib/text.ts";
import { insertPolicy, nextPolicyPosition } from "../../store/query/package.ts";
import { command } from "../command.ts";
import { lockManaged } from "../package/lock-managed.ts";
import type { ManagedTarget } from "../package/lock-managed.ts";
import { policyEvent } from "./policy-event.ts";
import { checkPolicyForm, PolicyForm } from "./policy-form.ts";

const AddPolicy = PolicyForm.extend({ packageId: z.uuid() });
type AddPolicy = z.infer<typeof AddPolicy>;

/** Gives a package another policy, with a name of its own (domain.md 3.2, A24). Faults are on the form's fields. */
export const addPolicy = command<AddPolicy, ManagedTarget, { policyId: string }>({
  name: "policy.create",
  input: AddPolicy,
  target: ({ tx, by, input: { packageId } }) => lockManaged(tx, by, packageId),
  permit: (_by, { standing }) => permit("policy.edit", standing),
  run: async ({ tx, by, now, newId, input, target: { row } }) => {
    const { settings, faults } = await checkPolicyForm(tx, by, input, { packageId: row.id, now });
    refuseIfAny(faults);
    if (!settings) throw new Refusal(fault("notFound", { what: "policy" }));
    const policyId = newId();
    const name = tidyLine(input.name);
    const position = await nextPolicyPosition(tx, row.id);
    await insertPolicy(tx, { id: policyId, packageId: row.id, name, position, settings, createdAt: now });
    return {
      result: { policyId },
      events: [policyEvent("policy.created", row, policyId, { after: { name, settings } })],
    };
  },
});
