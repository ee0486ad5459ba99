import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { assignmentFacts } from "../../store/query/assignment-messages.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";

/** What the pane says in which staff take access away. */
export interface RemovalForm {
  assignmentId: string;
  packageName: string;
  holderName: string;
}

/** Access that somebody is about to take away; refused at once where the removal itself would be. */
export async function readRemoval(deps: AppDeps, slackUserId: string, assignmentId: string): Promise<RemovalForm> {
  const db = deps.database.read;
  const [by, facts] = await Promise.all([
    actingPerson(db, slackUserId, deps.rights),
    assignmentFacts(db, assignmentId),
  ]);
  if (!facts) throw new Refusal(fault("notFound", { what: "access" }));
  const verdict = permit("assignment.remove", standingOf(by, await rolesIn(db, facts.catalogId, by.id)));
  if (!verdict.allowed)
    throw new Refusal(fault("notPermitted", { action: "assignment.remove", ask: [...verdict.ask] }));
  if (facts.state === "expired") throw new Refusal(fault("accessEnded", {}));
  return { assignmentId, packageName: facts.packageName, holderName: facts.holderName };
}
