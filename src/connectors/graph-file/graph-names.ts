import type { ResourceEntry } from "../../domain/packages-as-code/packages-file.ts";
import type { Known } from "../../domain/packages-as-code/stored-packages.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { nameKey } from "../../lib/text.ts";
import type { GraphResource, GraphSubject } from "./graph-file.ts";
import type { Notes } from "./notes.ts";

/** Graph's names for where a resource comes from (domain.md 5.5). */
const TYPES: Readonly<Record<string, ResourceType>> = {
  AadGroup: "group",
  AadApplication: "application",
  SharePointOnline: "site",
};

type KnownResource = Known["resources"][number];

/** People, groups and organizations, as a file of packages names them. */
export interface FoundSubjects {
  people: string[];
  groups: string[];
  organizations: string[];
  /** Whether the requestor's own manager is among them. */
  manager: boolean;
}

/**
 * Finds here what Graph's ids mean: by the id outside, then by the name, where only one has it. What cannot be found is
 * noted.
 */
export class GraphNames {
  readonly #known: Known;

  constructor(known: Known) {
    this.#known = known;
  }

  resource({ originSystem, originId, displayName }: GraphResource, notes: Notes): KnownResource | undefined {
    const named = displayName ?? originId ?? "a resource without a name";
    const type = TYPES[originSystem ?? ""];
    if (type === undefined) {
      notes.add(`${named}: resources of ${originSystem ?? "an unknown system"} are not known here`);
      return undefined;
    }
    const found = this.#find(type, originId, displayName);
    if (!found) notes.add(`${named}: no ${type} here has that id, and none or several that name`);
    return found;
  }

  /** The group as a file names it. */
  group(id: string, name: string | null | undefined, notes: Notes): string[] {
    const found = this.#find("group", id, name);
    if (!found) notes.add(`the group ${name ?? id}: not found here`);
    return found ? [found.originId] : [];
  }

  subjects(subjects: readonly GraphSubject[], notes: Notes): FoundSubjects {
    const found: FoundSubjects = { people: [], groups: [], organizations: [], manager: false };
    for (const subject of subjects) {
      const kind = subject["@odata.type"].split(".").at(-1) ?? "";
      if (kind === "singleUser") found.people.push(...this.#person(subject, notes));
      else if (kind === "groupMembers")
        found.groups.push(...this.group(subject.groupId ?? "", subject.description, notes));
      else if (kind === "connectedOrganizationMembers") found.organizations.push(...this.#organization(subject, notes));
      else if (kind === "requestorManager" && (subject.managerLevel ?? 1) === 1) found.manager = true;
      else if (kind === "requestorManager") notes.add("managers above the requestor's own cannot be asked");
      else notes.add(`${KINDS[kind] ?? kind} cannot be named here`);
    }
    return found;
  }

  #person({ userId, description }: GraphSubject, notes: Notes): string[] {
    const { people } = this.#known;
    const key = nameKey(description ?? "");
    const found =
      people.find(({ email }) => email !== null && (email === key || email === userId?.toLowerCase())) ??
      onlyOne(people.filter(({ name }) => nameKey(name) === key));
    const name = found && (found.email ?? found.slackUserId);
    if (!name)
      notes.add(
        `the user ${description ?? userId ?? ""}: nobody here has that e-mail address, and nobody or several that name`,
      );
    return name ? [name] : [];
  }

  #organization({ connectedOrganizationId, description }: GraphSubject, notes: Notes): string[] {
    const { organizations } = this.#known;
    const found =
      organizations.find(({ key }) => key === connectedOrganizationId) ??
      onlyOne(organizations.filter(({ name }) => nameKey(name) === nameKey(description ?? "")));
    if (!found) notes.add(`the connected organization ${description ?? connectedOrganizationId ?? ""}: not found here`);
    return found ? [found.key] : [];
  }

  #find(type: ResourceType, originId: string | null | undefined, name: string | null | undefined) {
    const ofType = this.#known.resources.filter((resource) => resource.type === type && !resource.isGone);
    return (
      ofType.find((resource) => resource.originId === originId) ??
      onlyOne(ofType.filter((resource) => nameKey(resource.name) === nameKey(name ?? "")))
    );
  }
}

const KINDS: Readonly<Record<string, string>> = {
  internalSponsors: "internal sponsors",
  externalSponsors: "external sponsors",
  targetUserSponsors: "sponsors of the requestor",
  attributeRuleMembers: "members by a rule on attributes",
};

/** The resource as an entry of a file. */
export function entryOf({ type, originId }: KnownResource): ResourceEntry {
  return { type, id: originId };
}

function onlyOne<Entry>(entries: readonly Entry[]): Entry | undefined {
  return entries.length === 1 ? entries[0] : undefined;
}
