/** The directory behind the packages, as a scenario finds it and changes it. */
import { and, eq } from "drizzle-orm";
import { openLocalDirectory } from "../../src/ops/connectors.ts";
import { directoryGrant } from "../../src/store/schema/assignment.ts";
import { person } from "../../src/store/schema/person.ts";
import { resource } from "../../src/store/schema/resource.ts";
import type { PlayedBot } from "../support/bot.ts";
import { idOf } from "./world.ts";

/** Whether the directory says that the person has the role. */
export async function holds(bot: PlayedBot, name: string, resourceName: string, role = "Member"): Promise<boolean> {
  const db = bot.database.read;
  const [who] = await db
    .select()
    .from(person)
    .where(eq(person.id, idOf(bot.world.people, name)));
  const [what] = await db
    .select()
    .from(resource)
    .where(eq(resource.id, idOf(bot.world.resources, resourceName)));
  if (!who || !what) throw new Error("The world has lost somebody.");
  return openLocalDirectory(bot.deps).check({ person: who, resource: what, role });
}

/** The resource goes from the directory, or comes back. */
export async function isThere(bot: PlayedBot, resourceName: string, isBack: boolean): Promise<void> {
  const goneAt = isBack ? null : bot.deps.clock.now();
  await bot.database.read
    .update(resource)
    .set({ goneAt })
    .where(eq(resource.id, idOf(bot.world.resources, resourceName)));
}

/** Somebody takes the membership away in the directory itself. */
export async function isRemovedByHand(bot: PlayedBot, name: string, resourceName: string): Promise<void> {
  const { people, resources } = bot.world;
  await bot.database.read
    .delete(directoryGrant)
    .where(
      and(
        eq(directoryGrant.personId, idOf(people, name)),
        eq(directoryGrant.resourceId, idOf(resources, resourceName)),
      ),
    );
}
