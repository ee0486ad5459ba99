import type { FieldPath } from "../../lib/field-path.ts";
import type { FileProblem } from "../../lib/file-problem.ts";
import type { ResourceType } from "../resource/resource.ts";
import type { ResourceEntry } from "./packages-file.ts";
import type { Known } from "./stored-packages.ts";

type KnownResource = Known["resources"][number];

/** Finds what a file names, and gathers what is not known here. */
export class KnownNames {
  readonly problems: FileProblem[] = [];
  readonly #people = new Map<string, string>();
  readonly #slackGroups = new Map<string, string>();
  readonly #resources: ReadonlyMap<string, KnownResource>;
  readonly #organizations: ReadonlyMap<string, string>;
  readonly #attributes: ReadonlySet<string>;

  constructor({ people, slackGroups, resources, organizations, attributes }: Known) {
    for (const { id, email, slackUserId } of people) {
      if (slackUserId !== null) this.#people.set(slackUserId, id);
      if (email !== null) this.#people.set(email.toLowerCase(), id);
    }
    // One that is disabled gives way to another of its handle.
    const [disabled, enabled] = [
      slackGroups.filter((group) => group.isDisabled),
      slackGroups.filter((group) => !group.isDisabled),
    ];
    for (const { id, handle } of [...disabled, ...enabled]) this.#slackGroups.set(handle, id);
    this.#resources = new Map(resources.map((resource) => [keyOf(resource.type, resource.originId), resource]));
    this.#organizations = new Map(organizations.map(({ id, key }) => [key, id]));
    this.#attributes = new Set(attributes);
  }

  wrong(path: FieldPath, text: string): void {
    this.problems.push({ path, text });
  }

  people(names: readonly string[], path: FieldPath): string[] {
    return [...new Set(names.flatMap((name, at) => this.person(name, [...path, at])))];
  }

  person(name: string, path: FieldPath): string[] {
    const id = this.#people.get(name) ?? this.#people.get(name.trim().toLowerCase());
    if (id === undefined) this.wrong(path, `${name} is no person who is known here`);
    return id === undefined ? [] : [id];
  }

  /** Slack user groups, by their handles without the @. */
  slackGroup(handle: string, path: FieldPath): string[] {
    const id = this.#slackGroups.get(handle);
    if (id === undefined) this.wrong(path, `@${handle} is no user group that is known here`);
    return id === undefined ? [] : [id];
  }

  groups(names: readonly string[], path: FieldPath): string[] {
    return this.#each(names, path, (name) => this.#resources.get(keyOf("group", name))?.id, "group");
  }

  organizations(names: readonly string[], path: FieldPath): string[] {
    return this.#each(names, path, (name) => this.#organizations.get(name), "connected organization");
  }

  resource({ type, id }: ResourceEntry, path: FieldPath): KnownResource | undefined {
    const found = this.#resources.get(keyOf(type, id));
    if (!found) this.wrong([...path, "id"], `${id} is no ${type} that is known here`);
    return found;
  }

  /** `named`: attributes that rules name already, which may stay where nobody has them any more. */
  attribute(name: string, named: ReadonlySet<string>, path: FieldPath): void {
    if (!this.#attributes.has(name) && !named.has(name))
      this.wrong(path, `${name} is no attribute that anybody here has`);
  }

  #each(names: readonly string[], path: FieldPath, find: (name: string) => string | undefined, kind: string): string[] {
    const found = names.flatMap((name, at) => {
      const id = find(name.trim());
      if (id === undefined) this.wrong([...path, at], `${name} is no ${kind} that is known here`);
      return id ?? [];
    });
    return [...new Set(found)];
  }
}

function keyOf(type: ResourceType, id: string): string {
  return `${type} ${id}`;
}
