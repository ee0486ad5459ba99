/** Packages for the scenarios, stored as the wizard would have, and the form as a person fills it in. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { ApprovalStage, PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { insertPackage, insertPolicy, insertResourceRoles } from "../../src/store/query/package.ts";
import { accessPackage } from "../../src/store/schema/package.ts";
import type { Clock } from "../../src/lib/clock.ts";
import type { Database } from "../../src/store/database.ts";
import { idOf } from "./world.ts";
import type { World } from "./world.ts";

/** Where packages are offered. */
export interface Home {
  database: Database;
  world: World;
  deps: { clock: Clock };
}

/** The policy of most scenarios: everybody may ask, nobody decides, access ends after 30 days. */
export const OPEN: PolicySettings = {
  requestors: { scope: "allDirectoryUsers" },
  approval: { stages: [], isRequestorJustificationRequired: false },
  expiration: { type: "afterDays", days: 30 },
  extension: { isAllowed: true, isApprovalRequired: false },
  questions: [],
  review: null,
  isOnBehalfAllowed: false,
  isEnabled: true,
};

/** A stage that asks these people for 14 days, and for no reasons. */
export function stageOf(bot: Home, names: readonly string[], more: Partial<ApprovalStage> = {}): ApprovalStage {
  return {
    approvers: { kind: "specific", people: names.map((name) => idOf(bot.world.people, name)), groups: [] },
    decisionDays: 14,
    isApproverJustificationRequired: false,
    alternates: null,
    ...more,
  };
}

/** The policy of most scenarios, with these stages. */
export function withStages(...stages: ApprovalStage[]): PolicySettings {
  return { ...OPEN, approval: { stages, isRequestorJustificationRequired: false } };
}

/** A policy whose one stage asks these people, and asks nobody for reasons. */
export function decidedBy(bot: Home, names: readonly string[], more: Partial<ApprovalStage> = {}): PolicySettings {
  return withStages(stageOf(bot, names, more));
}

/** A package in a catalog of the world with these policies; it gives membership of the newsletter crew, unless told what. */
export async function offers(
  bot: Home,
  name: string,
  {
    catalog = "Marketing",
    policies = [OPEN],
    isHidden = false,
    gives = [["Newsletter crew", "Member"]],
  }: {
    catalog?: string;
    policies?: readonly PolicySettings[];
    isHidden?: boolean;
    gives?: readonly (readonly [resource: string, role: string])[];
  } = {},
): Promise<string> {
  const packageId = randomUUID();
  const createdAt = bot.deps.clock.now();
  await bot.database.transact(async (tx) => {
    await insertPackage(tx, {
      id: packageId,
      catalogId: idOf(bot.world.catalogs, catalog),
      name,
      description: `All about ${name}`,
      createdBy: idOf(bot.world.people, "Olivia"),
      createdAt,
    });
    await insertResourceRoles(
      tx,
      packageId,
      gives.map(([name, role]) => ({ resourceId: idOf(bot.world.resources, name), role })),
    );
    for (const [position, settings] of policies.entries())
      await insertPolicy(tx, {
        id: randomUUID(),
        packageId,
        name: `Policy ${position + 1}`,
        position,
        settings,
        createdAt,
      });
    await tx.update(accessPackage).set({ isHidden }).where(eq(accessPackage.id, packageId));
  });
  return packageId;
}

/** Asks for the package by its name, with this justification. */
export async function requests(visitor: Visitor, name: string, justification = ""): Promise<void> {
  await visitor.types(`/access request ${name}`);
  if (justification !== "") await visitor.fills("Business justification", justification);
  await visitor.clicks("Submit");
  if ((await visitor.title()) !== "Request submitted")
    throw new Error(`Nothing was requested:\n${await visitor.sees()}`);
  await visitor.closesAllModals();
}
