import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertRule, ruleOf } from "../../src/store/query/automatic-rule.ts";
import { accessPackage, incompatible, packageResourceRole, policy } from "../../src/store/schema/package.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot();

const QUESTION = { text: "Which floor?", kind: "shortText" as const, isRequired: true };

async function copyOf(packageId: string, name: string) {
  const db = bot().database.read;
  const [row] = await db
    .select()
    .from(accessPackage)
    .where(and(eq(accessPackage.name, name), ne(accessPackage.id, packageId)));
  if (!row) throw new Error(`There is no ${name}.`);
  return {
    ...row,
    policies: await db.select().from(policy).where(eq(policy.packageId, row.id)).orderBy(policy.position),
    roles: await db.select().from(packageResourceRole).where(eq(packageResourceRole.packageId, row.id)),
    rulesOut: await db.select().from(incompatible).where(eq(incompatible.packageId, row.id)),
  };
}

describe("copying a package", () => {
  it("opens the wizard with everything filled in, and stores all of it once it is created", async () => {
    const policies = [{ ...decidedBy(bot(), ["Alan", "Grace"]), questions: [QUESTION] }, OPEN];
    const packageId = await offers(bot(), "Original", { policies, isHidden: true });
    const groupId = idOf(bot().world.resources, "Marketing team");
    await bot().database.read.insert(incompatible).values({ packageId, kind: "group", subjectId: groupId });
    const max = await bot().visit("Max");
    await max.types("/access package Original");
    await max.clicks("Copy");
    expect(await max.title()).toBe("Basics");
    expect(await max.value("Display name")).toBe("Copy of Original");
    expect(await max.value("Catalog")).toBe("Marketing");
    await max.clicks("Next");
    expect(await max.value("Newsletter crew · Group")).toBe("Member");
    await max.clicks("Next");
    expect(await max.value("Assignments expire after")).toBe("30");
    await max.clicks("Next");
    expect(await max.sees()).toMatch(
      /Copied from Original, with 1 question of its first policy, 1 further policy, 1 incompatible group\. It is hidden as well\./,
    );
    await max.clicks("Create");
    expect(await max.title()).toBe("Access package created");

    const copy = await copyOf(packageId, "Copy of Original");
    expect(copy).toMatchObject({ isHidden: true, enabledScopes: ["allDirectoryUsers", "allDirectoryUsers"] });
    expect(copy.policies.map(({ name, settings }) => ({ name, settings }))).toEqual(
      policies.map((settings, index) => ({ name: `Policy ${index + 1}`, settings })),
    );
    expect(copy.roles.map(({ role }) => role)).toEqual(["Member"]);
    expect(copy.rulesOut).toMatchObject([{ kind: "group", subjectId: groupId }]);
  });

  it("takes its automatic assignment along for administrators alone, and shows whom it means", async () => {
    const packageId = await offers(bot(), "Ruled");
    const conditions = [{ attribute: "department", operator: "is" as const, values: ["Sales"] }];
    const rule = { match: "all" as const, conditions, isAssigning: true, isRemoving: true, graceDays: 7 };
    const [id, now] = [randomUUID(), bot().deps.clock.now()];
    await bot().database.transact((tx) => insertRule(tx, { id, packageId, rule, createdAt: now, evaluateAt: now }));
    const reviewed = async (name: string) => {
      const somebody = await bot().visit(name);
      await somebody.types("/access package Ruled");
      await somebody.clicks("Copy");
      for (let step = 0; step < 3; step += 1) await somebody.clicks("Next");
      return somebody;
    };
    const max = await reviewed("Max");
    expect(await max.sees()).toMatch(
      /Copied from Ruled\.\nLeft out, as only administrators write such rules: its automatic assignment\./,
    );
    await max.closesAllModals();

    const ada = await reviewed("Ada");
    const seen = await ada.sees();
    expect(seen).toMatch(/Copied from Ruled, with its automatic assignment\./);
    expect(seen).toMatch(
      /Automatic assignment: Members of the directory whose department is “Sales”\.[^]*after 7 days\.\nNobody matches now\./,
    );
    await ada.clicks("Create");
    const copy = await copyOf(packageId, "Copy of Ruled");
    expect((await ruleOf(bot().database.read, copy.id))?.rule).toEqual(rule);
  });

  it("takes the place of a draft that was left, and is itself offered again", async () => {
    await offers(bot(), "Copied later");
    const max = await bot().visit("Max");
    await max.closesAllModals().catch(() => undefined);
    await max.types("/access package Copied later");
    await max.clicks("Copy");
    await max.closesAllModals();
    await max.types("/access new");
    expect(await max.sees()).toMatch(/You left an access package unfinished: Copy of Copied later/);
    await max.closesAllModals();
  });

  it("of a package without a policy leaves the policy for later", async () => {
    await offers(bot(), "Bare", { policies: [] });
    const max = await bot().visit("Max");
    await max.closesAllModals().catch(() => undefined);
    await max.types("/access package Bare");
    await max.clicks("Copy");
    await max.clicks("Next");
    await max.clicks("Next");
    expect(await max.value("Create first policy")).toBe("Later");
    await max.closesAllModals();
  });
});
