import type { SandboxPerson } from "./contract.ts";

/** Everybody in the workspace. */
export class People {
  #people: SandboxPerson[];

  constructor(people: SandboxPerson[]) {
    this.#people = people.map((person) => ({ ...person }));
  }

  all(): SandboxPerson[] {
    return this.#people;
  }

  find(id: unknown): SandboxPerson | undefined {
    return this.#people.find((person) => person.id === id);
  }

  byEmail(email: string): SandboxPerson | undefined {
    return this.#people.find((person) => person.email.toLowerCase() === email.toLowerCase());
  }

  add(person: SandboxPerson): void {
    this.#people = [...this.#people, person];
  }
}

/** The short name behind the @, the part of the address before its @. */
export function userName(person: SandboxPerson): string {
  return person.email.split("@")[0] ?? person.name;
}
