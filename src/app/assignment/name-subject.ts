import { nameKey } from "../../lib/text.ts";
import { seenResourcesNamed, seenResourcesNear } from "../../store/query/resource-sight.ts";
import type { SeenResource } from "../../store/query/resource-sight.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { FIND_PAGE } from "../package/find-packages.ts";
import { oneEverNamed } from "../package/name-package.ts";
import type { PackageChoices } from "../package/name-package.ts";
import { accessSight } from "./access-sight.ts";
import type { WhoSubject } from "./read-access.ts";

export type { SeenResource } from "../../store/query/resource-sight.ts";

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
    oneEverNamed(db, by, name, "assignment.view"),
    seenResourcesNamed(db, sight, nameKey(name), FIND_PAGE),
  ]);
  const [resource, ...others] = resources;
  if (!resource) {
    if (named.kind === "one") return { kind: "one", subject: { kind: "package", id: named.found.id } };
    return { ...named, resources: named.isExact ? [] : await seenResourcesNear(db, sight, name, FIND_PAGE) };
  }
  if (named.kind === "one") return { kind: "choices", isExact: true, choices: [named.found], resources };
  const choices = named.isExact ? named.choices : [];
  if (choices.length === 0 && others.length === 0)
    return { kind: "one", subject: { kind: "resource", id: resource.id } };
  return { kind: "choices", isExact: true, choices, resources };
}
