import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { catalog } from "../../src/store/schema/catalog.ts";
import { policy } from "../../src/store/schema/package.ts";
import { person } from "../../src/store/schema/person.ts";
import { request } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN, requests } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot();

async function requestsFor(packageId: string) {
  return bot().database.read.select().from(request).where(eq(request.packageId, packageId));
}

/** The person in their direct messages with the app, where guests are too. */
async function withTheApp(name: string): Promise<Visitor> {
  const visitor = await bot().visit(name);
  await visitor.goesTo("the app");
  return visitor;
}

/** What the person is told who cannot request the package. */
async function refusal(name: string, packageName: string): Promise<string> {
  const visitor = await withTheApp(name);
  await visitor.types(`/access request ${packageName}`);
  return (await visitor.messages()).at(-1) ?? "";
}

async function canChoose(name: string, packageName: string): Promise<boolean> {
  const visitor = await withTheApp(name);
  await visitor.types("/access request");
  const offered = await visitor.options("Access package", packageName);
  await visitor.closesAllModals();
  return offered.some((option) => option.startsWith(packageName));
}

describe("who may ask", () => {
  it("B1, B2: members of a group that is named, guests among them; others are told on which rule it fails", async () => {
    const groups = [idOf(bot().world.resources, "All employees")];
    const requestors = { scope: "specificDirectoryUsers" as const, people: [], groups };
    await offers(bot(), "B1", { policies: [{ ...OPEN, requestors }] });
    expect(await canChoose("Rosa", "B1")).toBe(true);
    expect(await canChoose("Pat", "B1")).toBe(true);
    expect(await canChoose("Alan", "B1")).toBe(false);
    expect(await refusal("Alan", "B1")).toMatch(
      /cannot request this access package\. None of its policies includes you\. “Policy 1” names other users and groups\./,
    );
  });

  it("B3: users of a connected organization that is named", async () => {
    const db = bot().database.read;
    const [pat] = await db
      .select()
      .from(person)
      .where(eq(person.id, idOf(bot().world.people, "Pat")));
    const organizations = [pat?.organizationId ?? ""];
    const requestors = { scope: "specificConnectedOrganizationUsers" as const, organizations };
    await offers(bot(), "B3", { policies: [{ ...OPEN, requestors }] });
    expect(await canChoose("Pat", "B3")).toBe(true);
    expect(await refusal("Rosa", "B3")).toMatch(/“Policy 1” is for users outside this directory/);
  });

  it("B15: not through a policy that is not enabled, until it is", async () => {
    const packageId = await offers(bot(), "B15", { policies: [{ ...OPEN, isEnabled: false }] });
    expect(await canChoose("Rosa", "B15")).toBe(false);
    expect(await refusal("Rosa", "B15")).toMatch(/“Policy 1” includes you, but is not enabled/);
    const db = bot().database.read;
    await db.update(policy).set({ isEnabled: true, settings: OPEN }).where(eq(policy.packageId, packageId));
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "B15");
    expect(await requestsFor(packageId)).toHaveLength(1);
  });

  it("R16: a hidden package is not offered, but is requested by its name", async () => {
    const packageId = await offers(bot(), "R16", { isHidden: true });
    expect(await canChoose("Rosa", "R16")).toBe(false);
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request r16");
    expect(await rosa.value("Access package")).toBe("R16");
    await rosa.clicks("Submit");
    expect(await requestsFor(packageId)).toHaveLength(1);
    await rosa.closesAllModals();
  });

  it("R17: nothing in a catalog that is disabled, also when the form was open before", async () => {
    const packageId = await offers(bot(), "R17", { catalog: "Engineering" });
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request R17");
    const change = (isEnabled: boolean) =>
      bot()
        .database.read.update(catalog)
        .set({ isEnabled })
        .where(eq(catalog.id, idOf(bot().world.catalogs, "Engineering")));
    await change(false);
    await rosa.clicks("Submit");
    expect(await rosa.errors()).toEqual({ "Access package": expect.stringContaining("Its catalog is not enabled") });
    await rosa.closesAllModals();
    expect(await refusal("Rosa", "R17")).toMatch(/Its catalog is not enabled/);
    expect(await requestsFor(packageId)).toEqual([]);
    await change(true);
  });
});

describe("the form", () => {
  it("B8: without approval the request is approved at once, and delivery begins", async () => {
    const packageId = await offers(bot(), "B8");
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access find B8");
    await rosa.clicks("Request");
    expect(await rosa.title()).toBe("Request access");
    expect(await rosa.sees()).toMatch(/All about B8\nCatalog: Marketing\n.*\n• Newsletter crew · Group: Member/);
    await rosa.clicks("Submit");
    expect(await rosa.title()).toBe("Request submitted");
    expect(await rosa.sees()).toMatch(/approved, as no approval is needed/);
    await rosa.closesAllModals();
    expect(await requestsFor(packageId)).toMatchObject([{ state: "delivering" }]);
    expect(await refusal("Rosa", "B8")).toMatch(/You hold this access package already/);
  });

  it("B9: a justification that the policy requires cannot be left empty", async () => {
    const stages = decidedBy(bot(), ["Alan"]).approval.stages;
    const policies = [{ ...OPEN, approval: { stages, isRequestorJustificationRequired: true } }];
    const packageId = await offers(bot(), "B9", { policies });
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request B9");
    await rosa.clicks("Submit");
    expect(await rosa.title()).toBe("Request access");
    expect(Object.keys(await rosa.errors())).toEqual(["Business justification"]);
    await rosa.fills("Business justification", "   ");
    await rosa.clicks("Submit");
    expect(await rosa.errors()).toEqual({ "Business justification": "Say why you need the access." });
    await rosa.fills("Business justification", "To write the newsletter");
    await rosa.clicks("Submit");
    expect(await rosa.sees()).toMatch(/waits for approval\. Asked: Alan Turing\./);
    await rosa.closesAllModals();
    expect(await requestsFor(packageId)).toMatchObject([{ justification: "To write the newsletter" }]);
    expect(await refusal("Rosa", "B9")).toMatch(/You have asked for this access package already/);
  });

  it("is drawn for the package that is chosen in it, and keeps what was typed", async () => {
    await offers(bot(), "Chosen later");
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request");
    await rosa.fills("Business justification", "Typed before");
    await rosa.chooses("Access package", "Chosen later");
    expect(await rosa.sees()).toMatch(/All about Chosen later/);
    expect(await rosa.value("Business justification")).toBe("Typed before");
    await rosa.closesAllModals();
  });

  it("R15: of several policies of the best tier one is picked; a closer one is taken silently", async () => {
    const people = { scope: "specificDirectoryUsers" as const, people: [idOf(bot().world.people, "Rosa")], groups: [] };
    const short = { ...OPEN, expiration: { type: "afterDays" as const, days: 2 } };
    const packageId = await offers(bot(), "R15 a choice", { policies: [OPEN, short] });
    await offers(bot(), "R15 the closer", { policies: [OPEN, { ...short, requestors: people }] });
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request R15 the closer");
    expect(await rosa.fields()).not.toContain("Policy");
    expect(await rosa.sees()).toMatch(/Access ends after 2 days/);
    await rosa.chooses("Access package", "R15 a choice");
    expect(await rosa.options("Policy")).toEqual(["Policy 1", "Policy 2"]);
    await rosa.chooses("Policy", "Policy 2");
    await rosa.clicks("Submit");
    expect(await rosa.title()).toBe("Request submitted");
    await rosa.closesAllModals();
    expect(await requestsFor(packageId)).toMatchObject([{ settings: { expiration: { days: 2 } } }]);
  });

  it("R20: a period is asked for with its dates, and a start to come is noted", async () => {
    const packageId = await offers(bot(), "R20");
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request R20");
    expect(await rosa.fields()).not.toContain("Start date");
    await rosa.chooses("Request for specific period?", "Yes");
    await rosa.clicks("Submit");
    expect(await rosa.errors()).toEqual({
      "Request for specific period?": "Choose a start date or an end date, or No.",
    });
    await rosa.fills("End date", "2001-01-01");
    await rosa.clicks("Submit");
    expect(Object.keys(await rosa.errors())).toEqual(["End date"]);
    await rosa.clears("End date");
    const inThreeDays = new Date(bot().deps.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    await rosa.fills("Start date", inThreeDays);
    await rosa.clicks("Submit");
    expect(await rosa.sees()).toMatch(/approved, and access waits for its start/);
    await rosa.closesAllModals();
    expect(await requestsFor(packageId)).toMatchObject([{ state: "scheduled" }]);
  });

  it("a name that several packages share is answered with the choice, one that none has as by show", async () => {
    await offers(bot(), "Twins", { catalog: "Marketing" });
    await offers(bot(), "Twins", { catalog: "Engineering" });
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request twins");
    expect((await rosa.messages()).at(-1)).toMatch(/Several access packages are named “twins”/);
    await rosa.clicks("Request", { nth: 2 });
    expect(await rosa.value("Access package")).toBe("Twins");
    await rosa.closesAllModals();
    expect(await refusal("Rosa", "Nothing of the kind")).toMatch(/no access package named “Nothing of the kind”/);
  });
});
