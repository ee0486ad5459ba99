import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { assignAccess } from "../../src/app/assignment/assign-access.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { catalogMember } from "../../src/store/schema/catalog.ts";
import { accessPackage, policy } from "../../src/store/schema/package.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN, requests } from "./offers.ts";
import { withChoice } from "./wizard.ts";
import { idOf } from "./world.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

async function manages(name: string, packageName: string) {
  const visitor = await bot().visit(name);
  await visitor.closesAllModals().catch(() => undefined);
  await visitor.types(`/access package ${packageName}`);
  if ((await visitor.title()) !== "Manage package") throw new Error(`It did not open:\n${await visitor.sees()}`);
  return visitor;
}

async function policiesNamed(packageId: string): Promise<string[]> {
  const rows = await bot()
    .database.read.select()
    .from(policy)
    .where(eq(policy.packageId, packageId))
    .orderBy(policy.position);
  return rows.map(({ name }) => name);
}

async function packageRow(packageId: string) {
  const [row] = await bot().database.read.select().from(accessPackage).where(eq(accessPackage.id, packageId));
  return row;
}

describe("managing a package", () => {
  it("is for staff of its catalog: a reader looks only, others are told whom to ask", async () => {
    await offers(bot(), "Staff only");
    const db = bot().database.read;
    const [catalogId, personId] = [idOf(bot().world.catalogs, "Marketing"), idOf(bot().world.people, "Alan")];
    await db.insert(catalogMember).values({ catalogId, personId, role: "reader", addedAt: new Date() });
    const alan = await manages("Alan", "Staff only");
    expect(await alan.fields()).toEqual([]);
    expect(await alan.sees()).toMatch(/All about Staff only/);
    expect(await alan.sees()).not.toMatch(/Edit|Remove|Delete package|Add policy|Holders/);
    await alan.closesAllModals();
    await db.delete(catalogMember).where(eq(catalogMember.personId, personId));

    const rosa = await bot().visit("Rosa");
    await rosa.types("/access package Staff only");
    expect((await rosa.messages()).at(-1)).toMatch(
      /You may not manage this access package\. Ask a user administrator, .*\. The catalog is owned by Olivia \w+\./,
    );
  });

  it("changes name, description and Hidden; the catalog never (A23)", async () => {
    const packageId = await offers(bot(), "Old name");
    const max = await manages("Max", "old name");
    expect(await max.fields()).toEqual([
      "Name",
      "Description",
      "Hidden",
      "Incompatible access packages",
      "Incompatible groups",
    ]);
    await max.fills("Name", "New *name*");
    await max.fills("Description", "What it is for now");
    await max.chooses("Hidden", "Yes");
    await max.clicks("Save");
    expect(await max.title()).toBeUndefined();
    expect(await packageRow(packageId)).toMatchObject({
      name: "New *name*",
      description: "What it is for now",
      isHidden: true,
      catalogId: idOf(bot().world.catalogs, "Marketing"),
    });
  });

  it("says on the field that the catalog has the name already, in any case", async () => {
    await offers(bot(), "Taken");
    await offers(bot(), "Free");
    const max = await manages("Max", "Free");
    await max.fills("Name", "TAKEN");
    await max.clicks("Save");
    expect(await max.errors()).toEqual({ Name: expect.stringMatching(/already has an access package of this name/) });
  });

  it("shows whoever comes second what was changed, keeps what they typed, and lets them decide", async () => {
    const packageId = await offers(bot(), "Edited twice");
    const max = await manages("Max", "Edited twice");
    const olivia = await manages("Olivia", "Edited twice");
    await olivia.fills("Name", "Edited by Olivia");
    await olivia.clicks("Save");
    await max.fills("Description", "Max knows better");
    await max.clicks("Save");
    expect(await max.title()).toBe("Manage package");
    expect(await max.sees()).toMatch(
      /changed in the meantime:\s+• Olivia \w+ changed the access package: Name: Edited twice → Edited by Olivia/,
    );
    expect(await max.value("Description")).toBe("Max knows better");
    expect(await packageRow(packageId)).toMatchObject({
      name: "Edited by Olivia",
      description: "All about Edited twice",
    });
    await max.fills("Name", "Edited by both");
    await max.clicks("Save");
    expect(await packageRow(packageId)).toMatchObject({ name: "Edited by both", description: "Max knows better" });
  });
});

describe("what was typed and not saved stays", () => {
  /** Max types a description, and Olivia saves another name. */
  async function typesWhileRenamed(name: string) {
    await offers(bot(), name);
    const max = await manages("Max", name);
    await max.fills("Description", "Still being typed");
    const olivia = await manages("Olivia", name);
    await olivia.fills("Name", `${name} anew`);
    await olivia.clicks("Save");
    return max;
  }

  /** What was typed still stands there; `Save` first tells what was changed, and then stores both. */
  async function keepsTyped(max: Awaited<ReturnType<typeof manages>>, name: string): Promise<void> {
    expect(await max.value("Description")).toBe("Still being typed");
    await max.clicks("Save");
    expect(await max.sees()).toContain(`Olivia Ostrom changed the access package: Name: ${name} → ${name} anew`);
    expect(await max.value("Description")).toBe("Still being typed");
  }

  it("where a button draws the window anew after somebody else's edit", async () => {
    const max = await typesWhileRenamed("Kept at a button");
    await max.clicks("Disable");
    await max.waitsToSee(/Disabled|Enable/);
    await keepsTyped(max, "Kept at a button");
    await max.closesAllModals();
  });

  it("where a policy is added or changed on top of it after somebody else's edit", async () => {
    const max = await typesWhileRenamed("Kept under a policy");
    await max.clicks("Edit");
    await max.fills("Name", "By Max");
    await max.clicks("Save");
    await max.waitsToSee(/== Manage package ==[^]*By Max/);
    await keepsTyped(max, "Kept under a policy");
    await max.closesAllModals();
  });

  it("where the resource roles are changed on top of it after somebody else's edit", async () => {
    const max = await typesWhileRenamed("Kept under roles");
    await max.clicks("Resource roles");
    await max.chooses("Newsletter crew · Group", "Owner");
    await max.clicks("Next");
    await max.clicks("Save");
    await max.waitsToSee(/== Manage package ==[^]*Newsletter crew[^\n]*Owner/);
    await keepsTyped(max, "Kept under roles");
    await max.closesAllModals();
  });

  it("and where nobody else edited it, it is stored at once", async () => {
    const packageId = await offers(bot(), "Kept alone");
    const max = await manages("Max", "Kept alone");
    await max.fills("Description", "By Max alone");
    await max.clicks("Disable");
    await max.clicks("Resource roles");
    await max.chooses("Newsletter crew · Group", "Owner");
    await max.clicks("Next");
    await max.clicks("Save");
    await max.waitsToSee(/== Manage package ==/);
    await max.clicks("Save");
    expect(await max.title()).toBeUndefined();
    expect(await packageRow(packageId)).toMatchObject({ name: "Kept alone", description: "By Max alone" });
  });
});

describe("policies", () => {
  it("A24: a second policy with other approvers is added, and both exist", async () => {
    const packageId = await offers(bot(), "A24", { policies: [decidedBy(bot(), ["Alan"])] });
    const max = await manages("Max", "A24");
    await max.clicks("Add policy");
    expect(await max.title()).toBe("Add policy");
    expect(await max.fields()).not.toContain("Create first policy");
    await max.fills("Name", "policy 1");
    await max.chooses("Scope", "All members (excluding guests)");
    await max.picksPeople("Approvers", ["Grace"]);
    await max.clicks("Add");
    expect(await max.errors()).toEqual({ Name: expect.stringMatching(/already has a policy named policy 1/) });
    await max.fills("Name", "For members");
    await max.clicks("Add");
    expect(await max.title()).toBe("Manage package");
    expect(await max.sees()).toMatch(/For members/);
    expect(await policiesNamed(packageId)).toEqual(["Policy 1", "For members"]);
  });

  it("opens a policy as it is, and stores what is changed in it", async () => {
    const packageId = await offers(bot(), "Policy edit", { policies: [decidedBy(bot(), ["Alan", "Grace"])] });
    const max = await manages("Max", "Policy edit");
    await max.clicks("Edit");
    expect(await max.value("Name")).toBe("Policy 1");
    expect(await max.value("Scope")).toBe("All users (including guests)");
    expect(await max.value("Assignments expire after")).toBe("30");
    await max.fills("Name", "Renamed");
    await max.fills("Assignments expire after", "10");
    await max.clicks("Save");
    const [row] = await bot().database.read.select().from(policy).where(eq(policy.packageId, packageId));
    const before = decidedBy(bot(), ["Alan", "Grace"]);
    expect(row).toMatchObject({
      name: "Renamed",
      settings: { ...before, expiration: { type: "afterDays", days: 10 } },
    });
  });

  it("shows the fields that were lacking, where the form was sent before it had taken its shape", async () => {
    await offers(bot(), "Too fast", { policies: [decidedBy(bot(), ["Alan"])] });
    const max = await manages("Max", "Too fast");
    await max.clicks("Edit");
    const form = (await max.screen()).modals.at(-1);
    const answer = await bot().resubmit("Max", form, { state: { values: withChoice(form, "expiration", "onDate") } });
    expect(JSON.stringify(answer)).toMatch(/⚠️ Choose a date in the future.*Assignment expiration date/);
  });

  it("tells whoever comes second what was changed in a policy, and keeps what they typed", async () => {
    await offers(bot(), "Policy twice", { policies: [decidedBy(bot(), ["Alan"])] });
    const max = await manages("Max", "Policy twice");
    const olivia = await manages("Olivia", "Policy twice");
    await max.clicks("Edit");
    await olivia.clicks("Edit");
    await olivia.picksPeople("Approvers", ["Grace"]);
    await olivia.fills("Assignments expire after", "20");
    await olivia.clicks("Save");
    await max.fills("Name", "By Max");
    await max.clicks("Save");
    expect(await max.sees()).toMatch(
      /Olivia \w+ changed the policy: Approval: Grace Hopper, within 14 days; Access ends after 20 days$/m,
    );
    expect(await max.value("Name")).toBe("By Max");
    expect(await max.value("Assignments expire after")).toBe("30");
  });

  it("is disabled and enabled with one button, and with it what one can request", async () => {
    const packageId = await offers(bot(), "Switched");
    const max = await manages("Max", "Switched");
    await max.clicks("Disable");
    expect((await packageRow(packageId))?.enabledScopes).toEqual([]);
    await max.clicks("Enable");
    expect((await packageRow(packageId))?.enabledScopes).toEqual(["allDirectoryUsers"]);
  });

  it("cannot be removed while somebody holds access through it, with the count; then it can", async () => {
    const packageId = await offers(bot(), "Held through", { policies: [OPEN, { ...OPEN, isEnabled: false }] });
    await requests(await bot().visit("Rosa"), "Held through");
    const max = await manages("Max", "Held through");
    await max.clicks("Remove");
    expect(await max.sees()).toMatch(/The policy Policy 1 cannot be removed, as 1 person holds access through it/);
    await max.clicks("Remove", { nth: 2 });
    expect(await policiesNamed(packageId)).toEqual(["Policy 1"]);
  });

  it("D12: an edit of the expiry leaves a pending request with what it was made under", async () => {
    const packageId = await offers(bot(), "D12", { policies: [decidedBy(bot(), ["Alan"])] });
    await requests(await bot().visit("Rosa"), "D12");
    const max = await manages("Max", "D12");
    await max.clicks("Edit");
    await max.fills("Assignments expire after", "10");
    await max.clicks("Save");
    await bot().settles();
    const alan = await bot().visit("Alan");
    await alan.types("/access approvals");
    await alan.clicks("Approve");
    await bot().settles();
    const [held] = await bot().database.read.select().from(assignment).where(eq(assignment.packageId, packageId));
    expect(held?.endsAt).toEqual(new Date("2026-04-01T09:00:00Z"));
  });
});

describe("separation of duties", () => {
  /** Makes `other` incompatible with `name`, as Max does it. */
  async function rulesOut(name: string, other: string): Promise<void> {
    const max = await manages("Max", name);
    await max.choosesMany("Incompatible access packages", [other]);
    await max.clicks("Save");
  }

  it("R18: whoever holds an incompatible package is refused with the reason and not offered it; not the other way", async () => {
    await offers(bot(), "R18 pay");
    await offers(bot(), "R18 approve");
    await rulesOut("R18 approve", "R18 pay");
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "R18 pay");
    await rosa.types("/access request R18 approve");
    expect((await rosa.messages()).at(-1)).toMatch(/you hold what is incompatible with it: R18 pay/);
    await rosa.types("/access request");
    expect(await rosa.options("Access package", "R18 approve")).toEqual([]);
    await rosa.closesAllModals();
    const tim = await bot().visit("Tim");
    await requests(tim, "R18 approve");
    await requests(tim, "R18 pay");
  });

  it("R18: who holds both already keeps both, and staff read who and what it is", async () => {
    const [one] = [await offers(bot(), "Both one"), await offers(bot(), "Both two")];
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "Both one");
    await requests(rosa, "Both two");
    await rulesOut("Both one", "Both two");
    const max = await manages("Max", "Both one");
    expect(await max.sees()).toMatch(
      /Holders: 1 · Pending requests: 0\n1 of them also holds something incompatible, and keeps it: Rosa \w+ \(Both two\)/,
    );
    await max.closesAllModals();
    await max.types("/access who Both one");
    await max.hasMessage(/Rosa \w+\nalso holds Both two, which is incompatible with it\nSince/);
    await max.types("/access who Both two");
    expect(await max.hasMessage(/1 person holds Both two/)).not.toMatch(/incompatible/);
    const held = await bot().database.read.select().from(assignment).where(eq(assignment.packageId, one));
    expect(held.map(({ state }) => state)).not.toContain("expired");
  });

  it("R18: a group rules its members out", async () => {
    await offers(bot(), "R18 group");
    const max = await manages("Max", "R18 group");
    await max.choosesMany("Incompatible groups", ["All employees"]);
    await max.clicks("Save");
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request R18 group");
    expect((await rosa.messages()).at(-1)).toMatch(/incompatible with it: All employees/);
    await requests(await bot().visit("Alan"), "R18 group");
  });

  it("R19: staff are refused as well when they assign", async () => {
    await offers(bot(), "R19 pay");
    const packageId = await offers(bot(), "R19 approve");
    await rulesOut("R19 approve", "R19 pay");
    await requests(await bot().visit("Rosa"), "R19 pay");
    const [row] = await bot().database.read.select().from(policy).where(eq(policy.packageId, packageId));
    const input = {
      packageId,
      slackUserIds: [bot().slackId("Rosa")],
      policyId: row?.id,
      startDate: null,
      endDate: null,
    };
    const assigned = assignAccess(bot().deps, bot().slackId("Max"), { ...input, justification: "" });
    await expect(assigned).rejects.toThrow(/incompatibleForPeople/);
  });
});
