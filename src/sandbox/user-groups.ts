import type { UserGroup } from "./workspace.ts";

/** The workspace's user groups, as they are now. */
export class UserGroups {
  #groups: UserGroup[];

  constructor(groups: readonly UserGroup[] = []) {
    this.#groups = groups.map((group) => ({ ...group }));
  }

  all(): UserGroup[] {
    return this.#groups;
  }

  find(id: unknown): UserGroup | undefined {
    return this.#groups.find((group) => group.id === id);
  }

  withHandle(handle: string): UserGroup {
    const group = this.#groups.find((each) => each.handle === handle);
    if (!group) throw new Error(`There is no user group @${handle}.`);
    return group;
  }

  add(group: UserGroup): void {
    this.#groups = [...this.#groups, group];
  }
}
