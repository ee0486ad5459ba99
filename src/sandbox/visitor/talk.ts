/** The visitor's side of the contract's HTTP routes. */
import type {
  Act,
  ActResult,
  Choice,
  ElementAddress,
  OptionsResult,
  SandboxPerson,
  Screen,
  Wait,
  WaitResult,
} from "../contract.ts";

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  throw new Error(`The sandbox answered ${response.status}: ${await response.text()}`);
}

/** One person's line to the workspace. */
export interface Talk {
  screen(): Promise<Screen>;
  act(act: Act): Promise<Screen>;
  options(at: ElementAddress, query: string): Promise<Choice[]>;
  wait(wait: Wait): Promise<void>;
}

/** Whoever goes by this name, or by a part of it that only one person has. */
export async function whoIs(url: string, name: string): Promise<SandboxPerson> {
  const people = await read<SandboxPerson[]>(await fetch(`${url}/workspace/people`));
  const wanted = name.toLowerCase();
  const exact = people.find((person) =>
    [person.name, person.email, person.id].some((one) => one.toLowerCase() === wanted),
  );
  const alike = people.filter((person) => person.name.toLowerCase().includes(wanted));
  const found = exact ?? (alike.length === 1 ? alike[0] : undefined);
  if (found) return found;
  throw new Error(`Nobody here is called "${name}". People: ${people.map((person) => person.name).join(", ")}.`);
}

const headers = { "content-type": "application/json" };

/** Opens the line. An act that is impossible throws. */
export function talkAs(url: string, person: SandboxPerson): Talk {
  return {
    screen: async () =>
      read(await fetch(`${url}/workspace/screen?${new URLSearchParams({ person: person.id }).toString()}`)),
    act: async (act) => {
      const body = JSON.stringify({ person: person.id, act });
      const result = await read<ActResult>(await fetch(`${url}/workspace/act`, { method: "POST", headers, body }));
      if (!result.ok) throw new Error(`${person.name} cannot do that: ${result.error}`);
      return result.screen;
    },
    options: async ({ place, blockId, actionId }, query) => {
      const search = new URLSearchParams({ person: person.id, ...place, blockId, actionId, query });
      return (await read<OptionsResult>(await fetch(`${url}/workspace/options?${search.toString()}`))).options;
    },
    wait: async (wait) => {
      const body = JSON.stringify({ wait });
      const result = await read<WaitResult>(await fetch(`${url}/workspace/wait`, { method: "POST", headers, body }));
      if (!result.ok) throw new Error(`Time does not pass: ${result.error}`);
    },
  };
}
