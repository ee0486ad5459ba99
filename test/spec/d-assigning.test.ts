import { describe, expect, it } from "vitest";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN } from "./offers.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });
const FOR_STAFF = { ...OPEN, requestors: { scope: "notSpecified" as const } };

/** What `/access assign` opens or answers. */
async function assigning(name: string, text: string) {
  const visitor = await bot().visit(name);
  await visitor.types(`/access assign ${text}`);
  return visitor;
}

describe("/access assign PACKAGE", () => {
  it("B5: gives the package to many at once through a policy for nobody, without approval; each is told", async () => {
    await offers(bot(), "B5 kit", { policies: [FOR_STAFF] });
    const olivia = await assigning("Olivia", "b5 kit");
    expect(await olivia.title()).toBe("Assign access");
    expect(await olivia.value("Policy")).toBe("Policy 1");
    await olivia.picksPeople("Users", ["Rosa Parks", "Tim Lee"]);
    await olivia.fills("Justification", "They join the *team*");
    await olivia.clicks("Assign");
    expect(await olivia.title()).toBe("Access assigned");
    expect(await olivia.sees()).toMatch(/Being set up for (Rosa Parks, Tim Lee|Tim Lee, Rosa Parks)\./);
    await olivia.closesAllModals();
    await bot().settles();
    for (const name of ["Rosa", "Tim"])
      await (await bot().visit(name)).hasMessage(/You have been assigned B5 kit[^]*Assigned by Olivia/);
    await olivia.types("/access who b5 kit");
    await olivia.hasMessage(/2 people hold B5 kit/);
  });

  it("takes along who is mentioned behind the package, also where its name has to be chosen first", async () => {
    await offers(bot(), "For those named", { policies: [FOR_STAFF] });
    const named = ["Rosa", "Tim"].map((name) => bot().slackId(name));
    const olivia = await assigning("Olivia", "For those named @Rosa Parks, @Tim Lee");
    expect(await olivia.title()).toBe("Assign access");
    expect(await olivia.value("Users")).toEqual(named);
    await olivia.closesAllModals();
    await assigning("Olivia", "those named @Rosa Parks @Tim Lee");
    await olivia.hasMessage(/No access package is named exactly “those named”/);
    await olivia.clicks("Assign");
    expect(await olivia.value("Users")).toEqual(named);
    await olivia.closesAllModals();
  });

  it("names everybody who stands in the way, on the field, and assigns nobody", async () => {
    await offers(bot(), "All or nobody", { policies: [{ ...OPEN, requestors: { scope: "allMemberUsers" } }] });
    const olivia = await assigning("Olivia", "All or nobody");
    await olivia.picksPeople("Users", ["Rosa Parks"]);
    await olivia.clicks("Assign");
    await olivia.closesAllModals();
    await assigning("Olivia", "All or nobody");
    await olivia.picksPeople("Users", ["Rosa Parks", "Tim Lee", "Pat Partner"]);
    await olivia.clicks("Assign");
    const { Users: error } = await olivia.errors();
    expect(error).toMatch(/The policy Policy 1 does not include Pat Partner: choose another policy/);
    expect(error).toMatch(/Held already by Rosa Parks: leave them out\./);
    await olivia.closesAllModals();
    await olivia.types("/access who All or nobody");
    await olivia.hasMessage(/1 person holds All or nobody/);
  });

  it("B6: is not possible through a policy that is not enabled, and says so before anything is filled in", async () => {
    await offers(bot(), "B6 kit", { policies: [{ ...FOR_STAFF, isEnabled: false }] });
    const olivia = await assigning("Olivia", "B6 kit");
    await olivia.hasMessage(/Nobody can be assigned to this access package now: it has no policy that is enabled/);
  });

  it("R21: approval is asked for where the policy requires it, whoever assigns", async () => {
    await offers(bot(), "R21 kit", { policies: [decidedBy(bot(), ["Alan", "Ada"])] });
    const ada = await assigning("Ada", "R21 kit");
    expect(await ada.sees()).toMatch(/Approval is asked for as the policy says, whoever assigns\./);
    await ada.picksPeople("Users", ["Rosa Parks"]);
    await ada.clicks("Assign");
    expect(await ada.sees()).toMatch(/Waits for approval, which the policy requires, for Rosa Parks\./);
    await ada.closesAllModals();
    await bot().settles();
    const alan = await bot().visit("Alan");
    await alan.hasMessage(/Ada Lovelace asks for R21 kit for Rosa Parks[^]*\[Approve\]/);
    await alan.clicks("Approve");
    await bot().settles();
    await (await bot().visit("Rosa")).hasMessage(/You have been assigned R21 kit/);
  });

  it("R14: asks the questions of the policy that is chosen, which staff answer for one person at a time", async () => {
    const questions = [
      { kind: "shortText" as const, text: "Which team?", isRequired: true },
      { kind: "multipleChoice" as const, text: "Which site?", isRequired: false, choices: ["Berlin", "Lisbon"] },
    ];
    await offers(bot(), "R14 kit", { policies: [FOR_STAFF, { ...decidedBy(bot(), ["Alan"]), questions }] });
    const olivia = await assigning("Olivia", "R14 kit");
    expect(await olivia.fields()).not.toContain("Which team?");
    await olivia.picksPeople("Users", ["Rosa Parks", "Tim Lee"]);
    await olivia.chooses("Policy", "Policy 2");
    await olivia.waitsToSee(/Which team\?/);
    await olivia.fills("Which team?", "Newsletter");
    await olivia.chooses("Which site?", "Lisbon");
    await olivia.clicks("Assign");
    expect((await olivia.errors())["Users"]).toMatch(/This policy asks questions.*choose one person/);
    await olivia.picksPeople("Users", ["Rosa Parks"]);
    await olivia.clicks("Assign");
    expect(await olivia.title()).toBe("Access assigned");
    await olivia.closesAllModals();
    await bot().settles();
    const alan = await bot().visit("Alan");
    await alan.hasMessage(
      /Olivia Ostrom asks for R14 kit for Rosa Parks[^]*Which team\?\nNewsletter[^]*Which site\?\nLisbon/,
    );
    await alan.clicks("Approve");
    await bot().settles();
  });

  it("R20: begins and ends on the days chosen", async () => {
    await offers(bot(), "R20 kit", { policies: [FOR_STAFF] });
    const olivia = await assigning("Olivia", "R20 kit");
    await olivia.picksPeople("Users", ["Rosa Parks"]);
    await olivia.fills("Start date", "2026-03-05");
    await olivia.fills("End date", "2026-05-05");
    await olivia.clicks("Assign");
    expect((await olivia.errors())["End date"]).toMatch(/from 2026-03-05 to 2026-04-03/);
    await olivia.fills("End date", "2026-03-06");
    await olivia.clicks("Assign");
    expect(await olivia.sees()).toMatch(/Begins at the start date for Rosa Parks\./);
    await olivia.closesAllModals();
    await bot().timePasses({ days: 3 });
    await (await bot().visit("Rosa")).hasMessage(/You have been assigned R20 kit/);
    await bot().timePasses({ days: 2 });
    await (await bot().visit("Rosa")).hasMessage(/Your access to R20 kit has ended/);
  });

  it("is offered on the card to those who may, and refused to others with whom to ask", async () => {
    await offers(bot(), "For staff alone");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access show For staff alone");
    await olivia.clicks("Assign");
    expect(await olivia.title()).toBe("Assign access");
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access show For staff alone");
    expect((await rosa.messages()).at(-1)).not.toMatch(/\[Assign\]/);
    await rosa.types("/access assign For staff alone");
    await rosa.hasMessage(/You may not assign this access package\. Ask a user administrator, a catalog owner/);
    await rosa.types("/access assign");
    await rosa.hasMessage(/Name the access package that you want to assign/);
    await rosa.types("/access help");
    expect((await rosa.messages()).at(-1)).not.toMatch(/access assign/);
  });

  it("asks which one is meant where several have the name", async () => {
    await offers(bot(), "Twin kit", { catalog: "Marketing", policies: [FOR_STAFF] });
    await offers(bot(), "Twin kit", { catalog: "Engineering", policies: [FOR_STAFF] });
    const ada = await assigning("Ada", "Twin kit");
    await ada.hasMessage(/Several access packages are named “Twin kit”/);
    await ada.clicks("Assign");
    expect(await ada.title()).toBe("Assign access");
  });
});
