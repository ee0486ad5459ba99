import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { explainForPerson } from "../../domain/policy/explain-person.ts";
import type { PersonOutcome } from "../../domain/policy/explain-person.ts";
import type { NamedPerson } from "../../domain/policy/explain-stage.ts";
import { liveAssignmentOf } from "../../store/query/assignment.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { askersById } from "../../store/query/explained.ts";
import { incompatibleHeldBy } from "../../store/query/incompatible.ts";
import { personBySlackId } from "../../store/query/person.ts";
import { hasOpenRequest } from "../../store/query/request.ts";
import { acting, actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { findWhere, loadDeciding } from "../policy/explain-policies.ts";
import type { AskedWhere } from "../policy/explain-policies.ts";
import { packageToExplain } from "./explain-package.ts";
import { namesInPolicies } from "./show-package.ts";

/** What a package is to one person, and what would become of their request. */
export interface ExplainedForPerson extends PersonOutcome {
  packageName: string;
  catalogName: string;
  personName: string;
  isDeactivated: boolean;
  /** Whether they see it in any case, by a role in its catalog. */
  isStaff: boolean;
  holdsIt: boolean;
  hasAskedForIt: boolean;
  /** What they hold that rules it out, by name. */
  incompatible: readonly string[];
  manager: NamedPerson | null;
  where: AskedWhere;
  /** Names of the people, groups and organizations in the policies, by id. */
  names: ReadonlyMap<string, string>;
}

/**
 * Explains to staff what would happen if the person asked for the package now: by the rules that real requests meet
 * (domain.md 4.1-4.5, 4.8). Refused for others, with whom to ask. Writes nothing.
 */
export async function explainPackageFor(
  deps: AppDeps,
  slackUserId: string,
  packageId: string,
  ofSlackUserId: string,
): Promise<ExplainedForPerson> {
  const db = deps.database.read;
  const [by, person] = await Promise.all([
    actingPerson(db, slackUserId, deps.rights),
    personBySlackId(db, ofSlackUserId),
  ]);
  const found = await packageToExplain(db, by, packageId);
  if (!person) throw new Refusal(fault("personNotKnownYet", {}));
  const { id: personId, name: personName } = person;
  const { catalog, policies, isHidden } = found;
  const settings = policies.map((policy) => policy.settings);
  const now = deps.clock.now();
  const [[asker], deciding, where, names, held, hasAskedForIt, incompatible, roles] = await Promise.all([
    askersById(db, [personId]),
    loadDeciding(db, catalog, settings, now, person),
    findWhere(db, catalog),
    namesInPolicies(db, settings),
    liveAssignmentOf(db, { packageId, personId }),
    hasOpenRequest(db, packageId, personId),
    incompatibleHeldBy(db, packageId, [personId]),
    rolesIn(db, catalog.id, personId),
  ]);
  if (!asker) throw new Refusal(fault("personNotKnownYet", {}));
  const isDeactivated = person.slackState === "deactivated";
  const offer = { catalog: catalog.flags, isHidden, policies };
  const isStaff =
    !isDeactivated && permit("package.view", standingOf(acting(person, ofSlackUserId, deps.rights), roles)).allowed;
  return {
    ...explainForPerson({ ...deciding, offer, asker, now }),
    packageName: found.name,
    catalogName: catalog.name,
    personName,
    isDeactivated,
    isStaff,
    holdsIt: held !== undefined,
    hasAskedForIt,
    incompatible: incompatible.map(({ name }) => name),
    manager: asker.manager,
    where,
    names,
  };
}
