import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { accessPackage, policy } from "../../src/store/schema/package.ts";
import { useBot } from "../support/bot.ts";
import { reachesPolicy, withChoice } from "./wizard.ts";
import { idOf } from "./world.ts";

const bot = useBot();

/** Goes on to Review, creates, and gives the policy as it was stored. */
async function creates(visitor: Visitor, name: string): Promise<PolicySettings> {
  await visitor.clicks("Next");
  await visitor.clicks("Create");
  expect(await visitor.title()).toBe("Access package created");
  await visitor.closesAllModals();
  const [row] = await bot()
    .database.read.select({ settings: policy.settings })
    .from(policy)
    .innerJoin(accessPackage, eq(accessPackage.id, policy.packageId))
    .where(eq(accessPackage.name, name));
  return PolicySettings.parse(row?.settings);
}

async function onPolicy(name: string): Promise<Visitor> {
  const ada = await bot().visit("Ada");
  await reachesPolicy(ada, { name });
  return ada;
}

/** The quickest valid policy: nobody approves. */
async function withoutApproval(name: string): Promise<Visitor> {
  const ada = await onPolicy(name);
  await ada.chooses("Require approval", "No");
  return ada;
}

async function finds(who: string, text: string): Promise<boolean> {
  const visitor = await bot().visit(who);
  await visitor.goesTo("the app");
  await visitor.types(`/access find ${text}`);
  const answer = (await visitor.messages()).at(-1) ?? "";
  return answer.includes(`${text}\n`);
}

describe("who can request", () => {
  it("B1, B2: members of a group in the scope see the package, a guest in it too, others do not", async () => {
    const ada = await withoutApproval("B1 for all employees");
    await ada.choosesMany("Groups", ["All employees"]);
    await creates(ada, "B1 for all employees");
    expect(await finds("Rosa", "B1 for all employees")).toBe(true);
    expect(await finds("Pat", "B1 for all employees")).toBe(true);
    expect(await finds("Alan", "B1 for all employees")).toBe(false);
  });

  it("B3: a policy for one outside organization includes its people and no others", async () => {
    for (const [name, organization] of [
      ["B3 for Fabrikam", "Fabrikam"],
      ["B3 for Contoso", "Contoso"],
    ] as const) {
      const ada = await withoutApproval(name);
      await ada.chooses("Users who can request access", "For users not in your directory");
      await ada.choosesMany("Connected organizations", [organization]);
      await creates(ada, name);
    }
    expect(await finds("Pat", "B3 for Fabrikam")).toBe(true);
    expect(await finds("Pat", "B3 for Contoso")).toBe(false);
    expect(await finds("Rosa", "B3 for Fabrikam")).toBe(false);
  });

  it("B4: None has no approval section, and an expiry section", async () => {
    const ada = await onPolicy("B4");
    await ada.chooses("Users who can request access", "None (administrator direct assignments only)");
    const fields = await ada.fields();
    expect(fields).toContain("Access package assignments expire");
    for (const gone of ["Scope", "Require approval", "Approver", "Approvers", "Allow users to extend access"]) {
      expect(fields).not.toContain(gone);
    }
  });

  it("B5, B6: a None policy is stored without approval, enabled or not as chosen", async () => {
    for (const [name, enabled] of [
      ["B5", "Yes"],
      ["B6", "No"],
    ] as const) {
      const ada = await onPolicy(name);
      await ada.chooses("Users who can request access", "None (administrator direct assignments only)");
      await ada.chooses("Enable policy", enabled);
      const settings = await creates(ada, name);
      expect(settings.requestors).toEqual({ scope: "notSpecified" });
      expect(settings.approval.stages).toEqual([]);
      expect(settings.isEnabled).toBe(enabled === "Yes");
    }
  });

  it("B15: a policy that is not enabled shows the package to nobody in its scope", async () => {
    const ada = await withoutApproval("B15 not yet");
    await ada.chooses("Scope", "All members (excluding guests)");
    await ada.chooses("Enable policy", "No");
    await creates(ada, "B15 not yet");
    expect(await finds("Rosa", "B15 not yet")).toBe(false);
    expect(await finds("Ada", "B15 not yet")).toBe(true);
  });

  it("B16: one policy is for users inside or outside the directory, never for both", async () => {
    const ada = await onPolicy("B16");
    expect(await ada.fields()).not.toContain("Connected organizations");
    await ada.chooses("Users who can request access", "For users not in your directory");
    const fields = await ada.fields();
    expect(fields).toContain("Connected organizations");
    expect(fields).not.toContain("Users");
    expect(await ada.options("Scope")).toEqual([
      "Specific connected organizations",
      "All configured connected organizations",
      "All users (all connected organizations and new external users)",
    ]);
  });
});

describe("approval", () => {
  it("B7: approval without an approver is an error", async () => {
    const ada = await onPolicy("B7");
    await ada.chooses("Scope", "All members (excluding guests)");
    await ada.clicks("Next");
    expect(await ada.errors()).toEqual({ Approvers: "Choose at least one approver or approver group." });
  });

  it("B8: Require approval No is stored as no stages", async () => {
    const ada = await withoutApproval("B8");
    await ada.chooses("Scope", "All members (excluding guests)");
    expect((await creates(ada, "B8")).approval.stages).toEqual([]);
  });

  it("B9, B10: whether requestor and approver must give reasons is stored as chosen", async () => {
    const ada = await onPolicy("B9");
    await ada.chooses("Scope", "All members (excluding guests)");
    await ada.picksPeople("Approvers", ["Alan"]);
    await ada.chooses("Require requestor justification", "No");
    const { approval } = await creates(ada, "B9");
    expect(approval.isRequestorJustificationRequired).toBe(false);
    expect(approval.stages).toEqual([
      {
        approvers: { kind: "specific", people: [idOf(bot().world.people, "Alan")], groups: [] },
        decisionDays: 14,
        isApproverJustificationRequired: true,
        alternates: null,
      },
    ]);
  });

  it("three stages, a manager with a fallback and alternates are stored whole", async () => {
    const ada = await onPolicy("Three stages");
    await ada.chooses("Scope", "All users (including guests)");
    await ada.chooses("How many stages", "3");
    await ada.chooses("Approver", "Manager as approver");
    await ada.picksPeople("Fallback approvers", ["Grace"]);
    await ada.chooses("Second approver", "Catalog owners");
    await ada.picksPeople("Third approvers", ["Alan"]);
    await ada.chooses("If no action taken, forward to alternate approvers?", "Yes", { nth: 3 });
    await ada.picksPeople("Alternate approvers", ["Olivia"]);
    await ada.fills("Forward to alternate approvers after how many days?", "13");
    const { stages } = (await creates(ada, "Three stages")).approval;
    const id = (name: string) => idOf(bot().world.people, name);
    expect(stages.map(({ approvers }) => approvers)).toEqual([
      { kind: "manager", fallback: [id("Grace")] },
      { kind: "catalogOwners" },
      { kind: "specific", people: [id("Alan")], groups: [] },
    ]);
    expect(stages[2]?.alternates).toEqual({ people: [id("Olivia")], afterDays: 13 });
  });

  it("R11: a manager asked in the first stage is not offered in the second", async () => {
    const ada = await onPolicy("R11");
    await ada.chooses("How many stages", "2");
    await ada.chooses("Approver", "Manager as approver");
    expect(await ada.options("Second approver")).toEqual(["Choose specific approvers", "Catalog owners"]);
  });

  it("R12: alternates need at least four days", async () => {
    const ada = await onPolicy("R12");
    await ada.chooses("Scope", "All members (excluding guests)");
    await ada.picksPeople("Approvers", ["Alan"]);
    await ada.chooses("If no action taken, forward to alternate approvers?", "Yes");
    await ada.picksPeople("Alternate approvers", ["Olivia"]);
    await ada.fills("Forward to alternate approvers after how many days?", "1");
    await ada.fills("Decision must be made in how many days?", "3");
    await ada.clicks("Next");
    expect((await ada.errors())["If no action taken, forward to alternate approvers?"]).toMatch(/at least 4 days/);
  });

  it("all external users need approval", async () => {
    const ada = await withoutApproval("Outsiders");
    await ada.chooses("Users who can request access", "For users not in your directory");
    await ada.chooses("Scope", "All users (all connected organizations and new external users)");
    await ada.clicks("Next");
    expect(Object.keys(await ada.errors())).toEqual(["Require approval"]);
  });
});

describe("when access ends", () => {
  it("B11: an expiration date in the past is an error that gives the range", async () => {
    const ada = await withoutApproval("B11");
    await ada.chooses("Scope", "All members (excluding guests)");
    await ada.chooses("Access package assignments expire", "On date");
    await ada.fills("Assignment expiration date", "2020-01-31");
    await ada.clicks("Next");
    expect((await ada.errors())["Assignment expiration date"]).toMatch(/date in the future, from \d{4}-\d\d-\d\d to/);
  });

  it("B12: 3,661 and -1 days are errors, 3,660 is accepted", async () => {
    const ada = await withoutApproval("B12");
    await ada.chooses("Scope", "All members (excluding guests)");
    for (const days of ["3661", "-1", "0"]) {
      await ada.fills("Assignments expire after", days);
      await ada.clicks("Next");
      expect((await ada.errors())["Assignments expire after"]).toBe("Enter a whole number from 1 to 3,660.");
    }
    await ada.fills("Assignments expire after", "3660");
    expect((await creates(ada, "B12")).expiration).toEqual({ type: "afterDays", days: 3660 });
  });

  it("B13, B14: days, hours and Never are stored as chosen", async () => {
    const days = await withoutApproval("B13");
    await days.chooses("Scope", "All members (excluding guests)");
    await days.fills("Assignments expire after", "30");
    expect((await creates(days, "B13")).expiration).toEqual({ type: "afterDays", days: 30 });

    const hours = await withoutApproval("B13 hours");
    await hours.chooses("Scope", "All members (excluding guests)");
    await hours.chooses("Access package assignments expire", "Number of hours");
    await hours.fills("Assignments expire after", "8");
    expect((await creates(hours, "B13 hours")).expiration).toEqual({ type: "afterHours", hours: 8 });

    const never = await withoutApproval("B14");
    await never.chooses("Scope", "All members (excluding guests)");
    await never.chooses("Access package assignments expire", "Never");
    expect(await never.fields()).not.toContain("Allow users to extend access");
    const settings = await creates(never, "B14");
    expect(settings.expiration).toEqual({ type: "noExpiration" });
    expect(settings.extension).toEqual({ isAllowed: false, isApprovalRequired: false });
  });
});

describe("a form that is submitted before it has taken the shape of what was just chosen", () => {
  it("is drawn with the fields that it lacks, and what is wrong on top", async () => {
    const ada = await onPolicy("Too fast");
    await ada.picksPeople("Approvers", ["Alan"]);
    const form = (await ada.screen()).modals.at(-1);
    const answer = await bot().resubmit("Ada", form, { state: { values: withChoice(form, "expiration", "onDate") } });
    expect(answer).toMatchObject({ response_action: "update" });
    const shown = JSON.stringify(answer);
    expect(shown).toMatch(/⚠️.*Choose a date in the future/);
    expect(shown).toContain("Assignment expiration date");
    expect(shown).not.toContain("Assignments expire after");
  });
});
