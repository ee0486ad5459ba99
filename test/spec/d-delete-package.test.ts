import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { assignment } from "../../src/store/schema/assignment.ts";
import { accessPackage } from "../../src/store/schema/package.ts";
import { request } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";

const bot = useBot();

/** Max at `Delete package` of that package. */
async function deletes(packageName: string) {
  const max = await bot().visit("Max");
  await max.closesAllModals().catch(() => undefined);
  await max.types(`/access package ${packageName}`);
  await max.clicks("Delete package");
  expect(await max.title()).toBe("Delete package");
  return max;
}

async function isThere(packageId: string): Promise<boolean> {
  const rows = await bot().database.read.select().from(accessPackage).where(eq(accessPackage.id, packageId));
  return rows.length > 0;
}

describe("deleting a package", () => {
  it("D13: is refused while somebody holds it, with the count; once all access is ended it works", async () => {
    const packageId = await offers(bot(), "D13");
    await requests(await bot().visit("Rosa"), "D13");
    await requests(await bot().visit("Tim"), "D13");
    const max = await deletes("D13");
    expect(await max.sees()).toMatch(/2 people hold this access package\. It can be deleted once nobody does/);
    await max.clicks("End all access");
    expect(await max.sees()).toMatch(/Nobody holds this access package/);
    await max.clicks("Delete");
    expect(await max.sees()).toMatch(/D13 is deleted/);
    await max.closesAllModals();
    expect(await isThere(packageId)).toBe(false);
    await max.types("/access find D13");
    expect((await max.messages()).at(-1)).toMatch(/No access package that you can see matches/);
    await bot().settles();
    const rosa = await bot().visit("Rosa");
    await rosa.goesTo("the app");
    await rosa.hasMessage(/Your access to D13 has ended/);
    await rosa.types("/access mine");
    expect((await rosa.messages()).at(-1)).toMatch(/D13/);
  });

  it("D13: is refused when somebody came to hold it while the pane was open", async () => {
    const packageId = await offers(bot(), "D13 late");
    const max = await deletes("D13 late");
    await requests(await bot().visit("Rosa"), "D13 late");
    await max.clicks("Delete");
    expect(await max.sees()).toMatch(/cannot be deleted, as 1 person holds it: end their access first/);
    expect(await isThere(packageId)).toBe(true);
  });

  it("D25: names a holder whose account is deactivated", async () => {
    await offers(bot(), "D25");
    const max = await deletes("D25");
    await requests(await bot().visit("Tim"), "D25");
    await bot().changePerson("Tim", { deactivated: true });
    await max.clicks("Delete");
    expect(await max.sees()).toMatch(
      /as 1 person holds it.* The account of Tim \w+(-\w+)? is deactivated, but counts as well/,
    );
    await bot().changePerson("Tim", { deactivated: false });
  });

  it("cancels the requests that wait, and tells those who asked", async () => {
    const packageId = await offers(bot(), "Deleted early", { policies: [decidedBy(bot(), ["Alan"])] });
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "Deleted early");
    await bot().settles();
    const max = await deletes("Deleted early");
    expect(await max.sees()).toMatch(/1 request waits for a decision: that is canceled/);
    await max.clicks("Delete");
    await bot().settles();
    await rosa.goesTo("the app");
    const card = await rosa.hasMessage(/Your request for Deleted early[^]*Canceled by Max/);
    expect(card).toMatch(/The access package has been deleted/);
    expect(card).toMatch(/Resource roles: those of an access package that has been deleted\./);
    expect(card).not.toMatch(/Resubmit/);
    const alan = await bot().visit("Alan");
    await alan.goesTo("the app");
    await alan.hasMessage(/Deleted early[^]*The request was canceled by Max/);
    const db = bot().database.read;
    expect(await db.select({ state: request.state }).from(request).where(eq(request.packageId, packageId))).toEqual([
      { state: "canceled" },
    ]);
    expect(await db.select().from(assignment).where(eq(assignment.packageId, packageId))).toEqual([]);
  });

  it("is told to whoever has its window open still", async () => {
    await offers(bot(), "Deleted by another");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access package Deleted by another");
    await olivia.fills("Description", "Too late");
    const max = await deletes("Deleted by another");
    await max.clicks("Delete");
    await max.closesAllModals();
    await olivia.clicks("Save");
    await olivia.waitsToSee(/There is no access package that you can see: it was deleted in the meantime/);
    expect(await olivia.value("Description")).toBe("Too late");
    await olivia.closesAllModals();
  });

  it("frees its name, and leaves the history of others alone", async () => {
    await offers(bot(), "Free again");
    const max = await deletes("Free again");
    await max.clicks("Delete");
    await max.closesAllModals();
    await offers(bot(), "Free again");
    await max.types("/access package Free again");
    expect(await max.title()).toBe("Manage package");
  });

  it("keeps who held it and its history under its name, for staff of the catalog that it was in", async () => {
    const name = "Deleted but asked for";
    const deleted = async () => {
      const max = await deletes(name);
      await max.clicks("Delete");
      expect(await max.sees()).toMatch(/is deleted/);
      await max.closesAllModals();
    };
    await offers(bot(), name);
    await deleted();
    const max = await bot().visit("Max");
    await max.types(`/access who ${name}`);
    await max.hasMessage(/Nobody holds Deleted but asked for\./);
    await max.types(`/access history deleted BUT asked for`);
    await max.hasMessage(/History of Deleted but asked for[^]*Access package deleted/);
    const rosa = await bot().visit("Rosa");
    await rosa.types(`/access history ${name}`);
    await rosa.hasMessage(/There is no access package named/);

    await offers(bot(), name);
    await deleted();
    await max.types(`/access who ${name} on 2026-01-01`);
    await max.hasMessage(/Several access packages are named[^]*Marketing · deleted on \d{4}-\d\d-\d\d/);
    await max.clicks("Holders");
    await max.hasMessage(/Nobody held Deleted but asked for on 1 January 2026\./);
  });
});
