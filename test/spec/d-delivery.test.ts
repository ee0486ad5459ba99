import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { changeResourceRoles } from "../../src/app/assignment/change-resource-roles.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { request } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { holds, isRemovedByHand, isThere } from "./directory.ts";
import { offers, OPEN, requests } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

afterEach(() => isThere(bot(), "Brand site", true));

/** The person gets a new package of this name, or as much of it as can be delivered. */
async function gets(name: string, packageName: string, offer: Parameters<typeof offers>[2] = {}): Promise<string> {
  const packageId = await offers(bot(), packageName, offer);
  await requests(await bot().visit(name), packageName);
  await bot().settles();
  return packageId;
}

async function standing(packageId: string) {
  const db = bot().database.read;
  const [asked] = await db.select().from(request).where(eq(request.packageId, packageId));
  const [access] = await db.select().from(assignment).where(eq(assignment.packageId, packageId));
  return { request: asked?.state, access: access?.state };
}

async function reads(name: string, pattern: RegExp): Promise<string> {
  return (await bot().visit(name)).hasMessage(pattern);
}

async function presses(name: string, button: string): Promise<void> {
  await bot().settlesAfter((await bot().visit(name)).clicks(button));
}

const THREE = [
  ["Newsletter crew", "Member"],
  ["Campaign planner", "Viewer"],
  ["Brand site", "Members"],
] as const;
const own = (packageName: string) => new RegExp(`Your request for ${packageName}\\n`);
const trouble = (packageName: string) => new RegExp(`Delivery of ${packageName} to [^\\n]+\\n`);

describe("what cannot be delivered", () => {
  it("D1, D2: one role of three fails; staff are told, and reprocess it when it is there again", async () => {
    await isThere(bot(), "Brand site", false);
    const packageId = await gets("Rosa", "D1", { gives: THREE });
    expect(await standing(packageId)).toMatchObject({ request: "partiallyDelivered", access: "partiallyDelivered" });
    const told = await reads("Rosa", own("D1"));
    expect(told).toMatch(/Partially delivered\.\nApproved at once[^]*2 of 3 resource roles are set up\./);
    expect(told).toMatch(/Not set up:\n• Brand site · SharePoint site: Members: the resource is gone\n/);
    expect(told).not.toMatch(/The access is set up\./);
    expect(await reads("Olivia", trouble("D1"))).toMatch(
      /Partially delivered: some of the resource roles could not be given\.[^]*Not given:\n• Brand site[^]*\[Reprocess\]$/,
    );

    await bot().timePasses({ days: 13 });
    await isThere(bot(), "Brand site", true);
    await presses("Olivia", "Reprocess");
    expect(await standing(packageId)).toMatchObject({ request: "delivered", access: "delivered" });
    expect(await reads("Rosa", own("D1"))).toMatch(/Delivered\.\nApproved at once[^]*The access is set up\./);
    for (const [name, role] of THREE) expect(await holds(bot(), "Rosa", name, role)).toBe(true);
    const done = await reads("Olivia", trouble("D1"));
    expect(done).toMatch(/Delivered: every resource role is given\./);
    expect(done).not.toMatch(/\[Reprocess\]/);
  });

  it("D3: 15 days after it was completed, reprocessing is refused, with what helps", async () => {
    await isThere(bot(), "Brand site", false);
    const packageId = await gets("Tim", "D3", { gives: THREE });
    await bot().timePasses({ days: 15 });
    await isThere(bot(), "Brand site", true);
    await presses("Olivia", "Reprocess");
    expect(await reads("Olivia", /only visible to you\):\nThat was/)).toMatch(
      /more than 14 days ago: remove the access, and have it requested anew\./,
    );
    expect(await standing(packageId)).toMatchObject({ access: "partiallyDelivered" });
  });

  it("D4: nothing could be given, and staff cancel; the requestor may ask again", async () => {
    await isThere(bot(), "Brand site", false);
    const packageId = await gets("Carl", "D4", { gives: [["Brand site", "Members"]] });
    const failed = await reads("Carl", own("D4"));
    expect(failed).toMatch(/Delivery failed\.\n[^]*None of it could be set up\./);
    expect(failed).not.toMatch(/\[Cancel request\]/);
    expect(await reads("Olivia", trouble("D4"))).toMatch(/Delivery failed: none[^]*\[Reprocess\] \[Cancel request\]$/);
    await presses("Olivia", "Cancel request");
    expect(await standing(packageId)).toMatchObject({ request: "canceled", access: "expired" });
    expect(await reads("Olivia", trouble("D4"))).toMatch(/The request was canceled by Olivia Ostrom\./);
    expect(await reads("Carl", own("D4"))).toMatch(/Canceled by Olivia Ostrom\.\n[^]*\[Resubmit\]$/);
  });

  it("D17: a membership that was removed by hand is given again when the access is reprocessed", async () => {
    const packageId = await gets("Grace", "D17");
    await isRemovedByHand(bot(), "Grace", "Newsletter crew");
    expect(await holds(bot(), "Grace", "Newsletter crew")).toBe(false);
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access who D17");
    await bot().settlesAfter(olivia.clicks("Reprocess"));
    expect(await holds(bot(), "Grace", "Newsletter crew")).toBe(true);
    expect(await standing(packageId)).toMatchObject({ access: "delivered" });
  });
});

describe("what packages give", () => {
  it("D10: of two packages with the same group, the end of one leaves the person in the group", async () => {
    const lasting = (days: number) => [{ ...OPEN, expiration: { type: "afterDays" as const, days } }];
    const gives = [["Marketing team", "Member"]] as const;
    await gets("Alan", "D10 short", { gives, policies: lasting(2) });
    await gets("Alan", "D10 long", { gives, policies: lasting(3) });
    await bot().timePasses({ days: 2 });
    await reads("Alan", /Your access to D10 short has ended: its time is over\./);
    expect(await holds(bot(), "Alan", "Marketing team")).toBe(true);
    await bot().timePasses({ days: 1 });
    await reads("Alan", /Your access to D10 long has ended: its time is over\./);
    expect(await holds(bot(), "Alan", "Marketing team")).toBe(false);
  });

  it("is not taken away at the end from who held it before it was granted", async () => {
    const gives = [["All employees", "Member"]] as const;
    await gets("Tim", "Held before", { gives });
    await bot().timePasses({ days: 30 });
    await reads("Tim", /Your access to Held before has ended/);
    expect(await holds(bot(), "Tim", "All employees")).toBe(true);
  });

  it("D11: a role that is added reaches all who hold the package, and one that is removed leaves them", async () => {
    const packageId = await gets("Rosa", "D11", { gives: [["Campaign planner", "Viewer"]] });
    await requests(await bot().visit("Max"), "D11");
    await bot().settles();
    const brand = { resourceId: idOf(bot().world.resources, "Brand site"), role: "Visitors" };
    await changeResourceRoles(bot().deps, bot().slackId("Olivia"), { packageId, version: 1, roles: [brand] });
    await bot().settles();
    for (const name of ["Rosa", "Max"]) {
      expect(await holds(bot(), name, "Brand site", "Visitors")).toBe(true);
      expect(await holds(bot(), name, "Campaign planner", "Viewer")).toBe(false);
    }
    const db = bot().database.read;
    const held = await db
      .select()
      .from(assignment)
      .where(and(eq(assignment.packageId, packageId), eq(assignment.state, "delivered")));
    expect(held).toHaveLength(2);
  });
});
