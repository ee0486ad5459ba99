import { nameKey } from "../../lib/text.ts";
import { seenResourcesAlike, seenResourcesNamed, seenResourcesNear } from "../../store/query/resource-sight.ts";
import type { SeenResource } from "../../store/query/resource-sight.ts";
import type { AccessSight } from "../../store/query/access-history.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { ALIKE_MAX, FIND_PAGE } from "../package/find-packages.ts";
import { everAlike, oneEverNamed } from "../package/name-package.ts";
import type { PackageChoices } from "../package/name-package.ts";
import { accessSight } from "./access-sight.ts";
import type { WhoSubject } from "./read-access.ts";

export type { SeenResource } from "../../store/query/resource-sight.ts";

const VIEWED = "assignment.view";

/** Packages and resources that could be meant by a name. */
export interface SubjectChoices extends PackageChoices {
  resources: readonly SeenResource[];
}

/** The package or the resource that somebody means by a name, among those whose access they may look into. */
export async function nameSubject(
  deps: AppDeps,
  slackUserId: string,
  name: string,
): Promise<{ kind: "one"; subject: WhoSubject } | SubjectChoices> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const sight = await accessSight(db, by);
  const [named, resources] = await Promise.all([
    oneEverNamed(db, by, name, VIEWED),
    seenResourcesNamed(db, sight, nameKey(name), FIND_PAGE),
  ]);
  const [resource, ...others] = resources;
  if (!resource) {
    if (named.kind === "one") return { kind: "one", subject: { kind: "package", id: named.found.id } };
    const near = named.isExact ? [] : await seenResourcesNear(db, sight, name, FIND_PAGE);
    return named.choices.length + near.length > 0 ? { ...named, resources: near } : alikeTo(db, by, sight, name);
  }
  if (named.kind === "one") return { kind: "choices", isExact: true, choices: [named.found], resources };
  const choices = named.isExact ? named.choices : [];
  if (choices.length === 0 && others.length === 0)
    return { kind: "one", subject: { kind: "resource", id: resource.id } };
  return { kind: "choices", isExact: true, choices, resources };
}

/** Packages and resources whose names are alike to one that nothing has or holds: the most alike of both. */
async function alikeTo(db: Reader, by: ActingPerson, sight: AccessSight, name: string): Promise<SubjectChoices> {
  const [packages, resources] = await Promise.all([
    everAlike(db, by, name, VIEWED),
    seenResourcesAlike(db, sight, name, ALIKE_MAX),
  ]);
  const mostAlike = new Set(
    [...packages, ...resources].toSorted((a, b) => b.likeness - a.likeness).slice(0, ALIKE_MAX),
  );
  return {
    kind: "choices",
    isExact: false,
    choices: packages.filter((each) => mostAlike.has(each)),
    resources: resources.filter((each) => mostAlike.has(each)),
  };
}
