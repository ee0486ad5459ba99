import { z } from "zod";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { deactivatedHolders, holderCount } from "../../store/query/assignment-lists.ts";
import { closeRequests } from "../../store/query/assignment-request.ts";
import { deleteRule, lockRuleOf } from "../../store/query/automatic-rule.ts";
import type { RuleRow } from "../../store/query/automatic-rule.ts";
import { deletePackage as deletePackageRows } from "../../store/query/package.ts";
import { lockOpenRequestsFor } from "../../store/query/request.ts";
import type { RequestRow } from "../../store/query/request.ts";
import { retire } from "../../store/query/retired.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { requestEvent } from "../request/request-event.ts";
import { lockManaged } from "./lock-managed.ts";
import type { ManagedTarget } from "./lock-managed.ts";

const DeletePackage = z.object({ packageId: z.uuid() });
type DeletePackage = z.infer<typeof DeletePackage>;

interface DeleteTarget extends ManagedTarget {
  rule: RuleRow | undefined;
  requests: RequestRow[];
}

type Context = CommandContext<DeletePackage, DeleteTarget>;

/** How many of the deactivated holders a refusal names. */
const DEACTIVATED_NAMED = 3;

/**
 * Deletes a package: only when nobody holds it, else it is refused with how many do and which of them are deactivated
 * (domain.md 7; D13, D25). Requests that are open are canceled, and their requestors told. Its name is kept for all
 * that was.
 */
export const deletePackage = command<DeletePackage, DeleteTarget, { name: string }>({
  name: "package.delete",
  input: DeletePackage,
  target: async ({ tx, by, input: { packageId } }) => {
    // A rule is locked before everything else of its package.
    const rule = await lockRuleOf(tx, packageId);
    // Whoever decides a request locks it before the package; who makes one holds the package. Those of the moment in between are locked second.
    await lockOpenRequestsFor(tx, packageId);
    const managed = await lockManaged(tx, by, packageId);
    return { ...managed, rule, requests: await lockOpenRequestsFor(tx, packageId) };
  },
  permit: (_by, { standing }) => permit("package.delete", standing),
  run: async (context) => {
    const { tx, now, target } = context;
    const { id, name, catalogId, description } = target.row;
    const holders = await holderCount(tx, id);
    if (holders > 0)
      throw new Refusal(
        fault("packageHeld", { holders, deactivated: await deactivatedHolders(tx, id, DEACTIVATED_NAMED) }),
      );
    const canceled = await cancelAll(context);
    if (target.rule) await deleteRule(tx, target.rule.id);
    await deletePackageRows(tx, id);
    await retire(tx, { id, kind: "package", name, catalogId, deletedAt: now });
    const deleted: DomainEvent = {
      type: "package.deleted",
      target: { kind: "package", id },
      catalogId,
      before: { name, description },
    };
    return { result: { name }, events: [...canceled, deleted] };
  },
});

async function cancelAll({ tx, now, by, target: { requests } }: Context): Promise<DomainEvent[]> {
  const ids = requests.map(({ id }) => id);
  await closeRequests(tx, ids, "canceled", now, by.id);
  return requests.map((request) =>
    requestEvent(request, "request.canceled", {
      before: { state: request.state },
      after: { state: "canceled", because: "packageDeleted" },
    }),
  );
}
