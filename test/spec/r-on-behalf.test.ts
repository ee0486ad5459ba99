import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { person } from "../../src/store/schema/person.ts";
import { request } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot();

/** Grace is the manager of Rosa and Tim. */
beforeAll(async () => {
  const { database, world } = bot();
  for (const name of ["Rosa", "Tim"])
    await database.read
      .update(person)
      .set({ managerId: idOf(world.people, "Grace") })
      .where(eq(person.id, idOf(world.people, name)));
});

describe("Request access for a direct report", () => {
  it("R23: is stored for the report; both are told, another decides, and the report has the access", async () => {
    const packageId = await offers(bot(), "R23 kit", {
      policies: [{ ...decidedBy(bot(), ["Alan", "Grace"]), isOnBehalfAllowed: true }],
    });
    await offers(bot(), "R23 of one's own");
    const grace = await bot().visit("Grace");
    await grace.types("/access request");
    expect(await grace.value("Request for")).toBe("Myself");
    expect(await grace.options("Request for")).toEqual(["Myself", "Rosa Parks", "Tim Lee"]);
    await grace.chooses("Request for", "Rosa Parks");
    expect(await grace.options("Access package", "R23")).toEqual(["R23 kit"]);
    await grace.chooses("Access package", "R23 kit");
    await grace.fills("Business justification", "She writes the *newsletter*");
    await grace.clicks("Submit");
    expect(await grace.title()).toBe("Request submitted");
    expect(await grace.sees()).toMatch(/R23 kit for Rosa Parks[^]*Asked: Alan Turing\./);
    await grace.closesAllModals();

    const { people } = bot().world;
    const [asked] = await bot().database.read.select().from(request).where(eq(request.packageId, packageId));
    expect(asked).toMatchObject({ requestorId: idOf(people, "Rosa"), submittedBy: idOf(people, "Grace") });
    await bot().settles();
    await grace.hasMessage(/Your request for R23 kit for Rosa Parks[^]*\[Cancel request\]/);
    const rosa = await bot().visit("Rosa");
    await rosa.hasMessage(/Grace Hopper asks for R23 kit for you[^]*Pending approval/);
    await grace.types("/access mine");
    await grace.hasMessage(/Your requests\nR23 kit for Rosa Parks\nPending approval/);
    await grace.types("/access approvals");
    await grace.hasMessage(/No request waits for your decision/);

    const alan = await bot().visit("Alan");
    await alan.hasMessage(/Grace Hopper asks for R23 kit for Rosa Parks/);
    await alan.clicks("Approve");
    await bot().settles();
    await rosa.types("/access mine");
    await rosa.hasMessage(/Your access\nR23 kit\n[^]*\[Extend\] \[Give up\]/);
    await grace.types("/access mine");
    expect((await grace.messages()).at(-1)).not.toMatch(/Your access\nR23 kit/);
  });

  it("R23: is refused for somebody who is no direct report, whatever the window says", async () => {
    const packageId = await offers(bot(), "R23 refused", { policies: [{ ...OPEN, isOnBehalfAllowed: true }] });
    const grace = await bot().visit("Grace");
    await grace.types("/access request R23 refused");
    await grace.chooses("Request for", "Tim Lee");
    expect(await grace.value("Access package")).toBe("R23 refused");
    const shown = (await grace.screen()).modals.at(-1);
    const forged = {
      selected_option: { value: idOf(bot().world.people, "Max"), text: { type: "plain_text", text: "" } },
    };
    const state = { values: { ...shown?.values, requestFor: { any: { type: "external_select", ...forged } } } };
    expect(await bot().resubmit("Grace", shown, { state })).toMatchObject({
      response_action: "errors",
      errors: { requestFor: expect.stringMatching(/direct reports, and this is not one of them now/) },
    });
    const db = bot().database.read;
    expect(await db.select().from(request).where(eq(request.packageId, packageId))).toEqual([]);
    await grace.closesAllModals();
  });

  it("asks nobody without direct reports for whom it is, and keeps no package that is not for the one chosen", async () => {
    await offers(bot(), "Not on behalf");
    const max = await bot().visit("Max");
    await max.types("/access request");
    expect(await max.fields()).not.toContain("Request for");
    await max.closesAllModals();

    const grace = await bot().visit("Grace");
    await grace.types("/access request Not on behalf");
    await grace.fills("Business justification", "Kept");
    await grace.chooses("Request for", "Rosa Parks");
    await grace.waitsToSee(/You cannot request this access package for Rosa Parks\. Its policies do not let managers/);
    expect(await grace.value("Access package")).toBeNull();
    expect(await grace.value("Business justification")).toBe("Kept");
    await grace.chooses("Request for", "Myself");
    await grace.chooses("Access package", "Not on behalf");
    await grace.clicks("Submit");
    expect(await grace.title()).toBe("Request submitted");
    await grace.closesAllModals();
  });

  it("R23: opens for a manager who names what only a report can have, and says why they cannot have it themselves", async () => {
    const { people } = bot().world;
    const onlyRosa = { scope: "specificDirectoryUsers" as const, people: [idOf(people, "Rosa")], groups: [] };
    await offers(bot(), "R23 for reports", {
      policies: [{ ...OPEN, requestors: onlyRosa, isOnBehalfAllowed: true }],
    });
    const grace = await bot().visit("Grace");
    await grace.types("/access request R23 for reports");
    expect(await grace.sees()).toMatch(/You cannot request this access package/);
    expect(await grace.value("Access package")).toBeNull();
    await grace.chooses("Request for", "Rosa Parks");
    await grace.chooses("Access package", "R23 for reports");
    await grace.fills("Business justification", "For her");
    await grace.clicks("Submit");
    expect(await grace.title()).toBe("Request submitted");
    await grace.closesAllModals();

    const tim = await bot().visit("Tim");
    await tim.types("/access request R23 for reports");
    await tim.hasMessage(/You cannot request this access package/);
  });
});
