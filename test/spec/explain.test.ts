import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit } from "../../src/store/schema/journal.ts";
import { catalog } from "../../src/store/schema/catalog.ts";
import { policy } from "../../src/store/schema/package.ts";
import { person } from "../../src/store/schema/person.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN, requests, stageOf, withStages } from "./offers.ts";
import { fillsBasics, opensWizard, reachesPolicy } from "./wizard.ts";
import { idOf } from "./world.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

/** What the bot answers to the command, whole. */
async function explains(name: string, text: string): Promise<string> {
  const visitor = await bot().visit(name);
  await visitor.types(`/access explain ${text}`);
  return (await visitor.messages()).at(-1) ?? "";
}

const forEmployees = () => ({
  ...OPEN,
  requestors: {
    scope: "specificDirectoryUsers" as const,
    people: [],
    groups: [idOf(bot().world.resources, "All employees")],
  },
});

describe("/access explain", () => {
  it("tells for somebody which policy would serve them, who would be asked in each stage, and when access would end", async () => {
    const tim = [idOf(bot().world.people, "Tim")];
    const stages = [
      stageOf(bot(), ["Max", "Alan"], { alternates: { people: [idOf(bot().world.people, "Grace")], afterDays: 3 } }),
      stageOf(bot(), [], { approvers: { kind: "manager", fallback: tim } }),
    ];
    await offers(bot(), "Two ways", { policies: [withStages(...stages), forEmployees()] });
    const max = await explains("Ada", "two ways @Max");
    expect(max).toMatch(/Dry run: Two ways for Max Planck\nCatalog: Marketing\n/);
    expect(max).toMatch(/“Policy 1” would serve\n• “Policy 2” is for All employees, and they are not among these\n/);
    expect(max).toMatch(
      /stage 1 of 2: Alan Turing, within 14 days; after 3 days also Grace Hopper\. Left out, as they cannot decide: Max Planck\.\n/,
    );
    expect(max).toMatch(/stage 2 of 2: Tim Lee \(fallback, as no manager can decide\), within 14 days\.\n/);
    expect(max).toMatch(/access would end 2026-04-01 09:00 UTC\.\nApprovers are asked in direct messages\./);
    const rosa = await explains("Olivia", "Two ways @Rosa");
    expect(rosa).toMatch(
      /“Policy 1” includes them, but another one fits them more closely\n• “Policy 2” would serve\n/,
    );
    expect(rosa).toMatch(/No approval: the request is approved at once\./);
  });

  it("tells without a person who could ask, and warns of those who could never be approved", async () => {
    const policies = [decidedBy(bot(), ["Grace"]), { ...forEmployees(), isEnabled: false }];
    await offers(bot(), "For all", { catalog: "Engineering", policies });
    const answer = await explains("Grace", "For all");
    expect(answer).toMatch(/Policy 1\n⚠️ Grace Hopper could never be approved: nobody else could decide the request\./);
    expect(answer).toMatch(/Who could ask: all users, guests included: \d people\.\nApproval: Grace Hopper, within 14/);
    expect(answer).toMatch(/Policy 2\n⚠️ The policy is not enabled[^]*Who could ask: All employees: 3 people\./);
    // She is Rosa's manager, but it is not as such that she is asked.
    const rosa = eq(person.id, idOf(bot().world.people, "Rosa"));
    await bot()
      .database.read.update(person)
      .set({ managerId: idOf(bot().world.people, "Grace") })
      .where(rosa);
    expect(await explains("Ada", "For all @Rosa")).toMatch(/Approval: Grace Hopper, within 14 days/);
    await bot().database.read.update(person).set({ managerId: null }).where(rosa);
    expect(await explains("Ada", "For all @Grace")).toMatch(/They could never be approved: nobody else could decide/);
  });

  it("names the channel in which approvers are asked, and what stands between somebody and a request", async () => {
    await offers(bot(), "In channel", { policies: [decidedBy(bot(), ["Max"])] });
    const channel = eq(catalog.id, idOf(bot().world.catalogs, "Marketing"));
    await bot().database.read.update(catalog).set({ approvalsChannel: "C01GENERAL0" }).where(channel);
    await requests(await bot().visit("Rosa"), "In channel");
    const answer = await explains("Max", "In channel @Rosa");
    expect(answer).toMatch(/They have asked for it already, and that is not decided yet/);
    expect(answer).toMatch(/Approvers are asked in <#C01GENERAL0>\./);
    await bot().database.read.update(catalog).set({ approvalsChannel: null }).where(channel);
  });

  it("names each policy of the closest tier, among which the person would choose (C10)", async () => {
    await offers(bot(), "Either", { policies: [decidedBy(bot(), ["Max"]), OPEN] });
    const answer = await explains("Ada", "Either @Rosa");
    expect(answer).toMatch(/“Policy 1” would serve, if they choose it\n• “Policy 2” would serve, if they choose it\n/);
    expect(answer).toMatch(/Through “Policy 1”\nApproval: Max Planck,[^]*Through “Policy 2”\nNo approval/);
  });

  it("is for staff: others are told whom to ask; a shared name is answered with the choices", async () => {
    for (const home of ["Marketing", "Engineering"]) await offers(bot(), "Shared", { catalog: home });
    expect(await explains("Rosa", "Two ways")).toMatch(/You may not see whom the policies .* serve\. Ask a user adm/);
    expect(await explains("Rosa", "Two ways @Max")).toMatch(/You may not see whom the policies/);
    expect(await explains("Ada", "")).toMatch(/Name an access package, and somebody if you like/);
    expect(await explains("Ada", "shared @Tim")).toMatch(/Several access packages are named “shared”/);
    const ada = await bot().visit("Ada");
    await ada.clicks("Explain");
    expect((await ada.messages()).at(-1)).toMatch(/Dry run: Shared for Tim Lee/);
  });
});

describe("before a policy is saved", () => {
  it("Review tells what it would do, in a new catalog too, whose owner is whoever makes it", async () => {
    const carl = await bot().visit("Carl");
    await opensWizard(carl);
    await fillsBasics(carl, { name: "New here" });
    await carl.clicks("Create new");
    await carl.fills("Name", "Comets");
    await carl.fills("Description", "All that flies by");
    await carl.clicks("Create");
    await carl.clicks("Next");
    await carl.clicks("Next");
    await carl.chooses("Scope", "All members (excluding guests)");
    await carl.chooses("Approver", "Catalog owners");
    await carl.clicks("Next");
    expect(await carl.title()).toBe("Review + create");
    const review = await carl.sees();
    expect(review).toMatch(/Dry run\n⚠️ Carl Sagan could never be approved: nobody else could decide the request\./);
    expect(review).toMatch(/Who could ask: all members, without guests: \d people\./);
    expect(review).toMatch(/Approval: the catalog's owners \(Carl Sagan\), within 14 days\./);
    expect(review).toMatch(/access would end 2027-03-02 09:00 UTC\.\nApprovers are asked in direct messages\./);
  });

  it("Review says nothing of a policy that is left for later", async () => {
    const max = await bot().visit("Max");
    await reachesPolicy(max, { name: "Later", catalog: "Marketing" });
    await max.chooses("Create first policy", "Later");
    await max.clicks("Next");
    expect(await max.sees()).not.toMatch(/Dry run/);
  });

  it("Dry run in the form tells what it would do, keeps what is typed, and changes nothing", async () => {
    const packageId = await offers(bot(), "Tried", { policies: [decidedBy(bot(), ["Alan"])] });
    const db = bot().database.read;
    const before = [await db.$count(policy), await db.$count(audit)];
    const max = await bot().visit("Max");
    await max.closesAllModals().catch(() => undefined);
    await max.types("/access package Tried");
    await max.clicks("Add policy");
    await max.fills("Name", "For employees");
    await max.clicks("Dry run");
    expect(await max.sees()).toMatch(
      /Dry run\n⚠️ Users: Choose at least one user or group\.\n⚠️ Approvers: Choose at least one approver/,
    );
    await max.choosesMany("Groups", ["All employees"]);
    await max.picksPeople("Approvers", ["Rosa", "Tim"]);
    await max.fills("Assignments expire after", "10");
    await max.clicks("Dry run");
    expect(await max.title()).toBe("Add policy");
    expect(await max.sees()).toMatch(
      /Who could ask: All employees: 3 people\.\nApproval: Rosa Parks, Tim Lee, within 14 days\.\n.*end 2026-03-12 09:00/,
    );
    expect(await max.value("Name")).toBe("For employees");
    expect(await max.value("Assignments expire after")).toBe("10");
    expect([await db.$count(policy), await db.$count(audit)]).toEqual(before);
    await max.clicks("Add");
    const rows = await db.select().from(policy).where(eq(policy.packageId, packageId));
    expect(rows.map(({ name }) => name)).toEqual(["Policy 1", "For employees"]);
  });
});
