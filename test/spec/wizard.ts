/** The wizard as a person goes through it, for scenarios that are about one of its steps. */
import type { ElementState, SandboxView, StateValues } from "../../src/sandbox/contract.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";

export interface BasicsTyped {
  name?: string;
  description?: string;
  catalog?: string;
}

/** Opens a new wizard, whatever was left of an earlier one. */
export async function opensWizard(visitor: Visitor): Promise<void> {
  await visitor.closesAllModals().catch(() => undefined);
  await visitor.types("/access new");
  if ((await visitor.title()) === "New access package") await visitor.clicks("Start over");
  if ((await visitor.title()) !== "Basics") throw new Error(`The wizard did not open:\n${await visitor.sees()}`);
}

export async function fillsBasics(
  visitor: Visitor,
  { name = "Starter kit", description = "For the first day", catalog }: BasicsTyped = {},
): Promise<void> {
  await visitor.fills("Display name", name);
  await visitor.fills("Description", description);
  if (catalog !== undefined) await visitor.chooses("Catalog", catalog);
}

/** To Resource roles of a new wizard. */
export async function reachesResourceRoles(visitor: Visitor, basics: BasicsTyped = {}): Promise<void> {
  await opensWizard(visitor);
  await fillsBasics(visitor, basics);
  await visitor.clicks("Next");
}

/** To Policy of a new wizard, without resources. */
export async function reachesPolicy(visitor: Visitor, basics: BasicsTyped = {}): Promise<void> {
  await reachesResourceRoles(visitor, basics);
  await visitor.clicks("Next");
}

/** To Review of a new wizard, with the policy left for later. */
export async function reachesReview(visitor: Visitor, basics: BasicsTyped = {}): Promise<void> {
  await reachesPolicy(visitor, basics);
  await visitor.chooses("Create first policy", "Later");
  await visitor.clicks("Next");
}

/** Makes a package whose policy is for later. */
export async function createsPackage(visitor: Visitor, basics: BasicsTyped = {}): Promise<void> {
  await reachesReview(visitor, basics);
  await visitor.clicks("Create");
  if ((await visitor.title()) !== "Access package created")
    throw new Error(`Nothing was created:\n${await visitor.sees()}`);
  await visitor.closesAllModals();
}

/** Picks resources in the pane of that button. */
export async function picks(visitor: Visitor, button: string, names: string[]): Promise<void> {
  await visitor.clicks(button);
  await visitor.choosesMany(button, names);
  await visitor.clicks("Select");
}

/** What stands in a view, with another choice that the bot has not been told of. */
export function withChoice(view: SandboxView | undefined, field: string, value: string): StateValues {
  const [actionId = "", chosen] = Object.entries(view?.values[field] ?? {})[0] ?? [];
  return { ...view?.values, [field]: { [actionId]: { ...chosen, selected_option: { value } } as ElementState } };
}
