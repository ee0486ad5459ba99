import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { goToStep } from "../../src/app/draft/go-to-step.ts";
import { openDraft } from "../../src/app/draft/open-draft.ts";
import { readOwnDraft } from "../../src/app/draft/read-own-draft.ts";
import { DraftContent } from "../../src/domain/draft/draft.ts";
import type { DraftRow } from "../../src/store/query/draft.ts";
import { draft } from "../../src/store/schema/draft.ts";
import { audit } from "../../src/store/schema/journal.ts";
import { refusals, unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { LATER, wizardOf } from "../support/wizard-steps.ts";
import type { Reference } from "../support/wizard-steps.ts";

const app = useApp();

const open = (who: Someone, startOver = false) => openDraft(app.deps, who.slackUserId, { startOver });
const read = async (who: Someone, { draftId }: Reference): Promise<DraftRow> =>
  (await readOwnDraft(app.deps, who.slackUserId, draftId)).draft;

/** A person who may create packages, at the wizard's first step. */
async function begun() {
  const who = await app.administrator();
  const wizard = wizardOf(app, who);
  return { who, wizard, at: await wizard.open() };
}

describe("the wizard opens", () => {
  test("for administrators, catalog creators, owners and package managers (C1)", async () => {
    const people = [
      await app.administrator(),
      await app.catalogCreator(),
      await app.person("Owner"),
      await app.person("Manager"),
    ];
    const [, , owner, manager] = people;
    if (owner && manager)
      await app.catalog("Marketing", {
        roles: [
          ["owner", owner],
          ["packageManager", manager],
        ],
      });
    for (const who of people)
      expect((await open(who)).draft).toMatchObject({ ownerId: who.id, step: "basics", version: 1, packageId: null });
  });

  test("not for a plain member, an assignment manager or a reader (A5)", async () => {
    const [member, assigner, reader] = [
      await app.person("Member"),
      await app.person("Assigner"),
      await app.person("Reader"),
    ];
    await app.catalog("Marketing", {
      roles: [
        ["assignmentManager", assigner],
        ["reader", reader],
      ],
    });
    for (const who of [member, assigner, reader])
      expect(await refusals(open(who))).toEqual(["mayCreateNowhere on no field"]);
  });

  test("not for somebody unknown, nor for a deactivated account", async () => {
    const leaver = await app.person("Leaver", { slackState: "deactivated" });
    app.rights.userAdministrators.add(leaver.slackUserId);
    expect(await refusals(open(leaver))).toEqual(["accountDeactivated on no field"]);
    expect(await refusals(openDraft(app.deps, "UNOBODY", { startOver: false }))).toEqual(["personUnknown on no field"]);
  });

  test("where it was left, with what was typed, and says so", async () => {
    const { who, wizard, at } = await begun();
    const left = await wizard.basics(at, { name: "Half done" });
    const resumed = await open(who);
    expect(resumed).toMatchObject({
      isResumed: true,
      draft: { id: left.draftId, version: left.version, step: "resourceRoles" },
    });
    expect(resumed.draft.content.basics.name).toBe("Half done");
  });

  test("without an offer to resume where nothing was typed", async () => {
    const { who, at } = await begun();
    expect(await open(who)).toMatchObject({ isResumed: false, draft: { id: at.draftId } });
  });

  test("anew for who starts over; of the old draft nothing is left", async () => {
    const { who, wizard, at } = await begun();
    await wizard.basics(at, { name: "Half done" });
    const anew = await open(who, true);
    expect(anew).toMatchObject({ isResumed: false, draft: { version: 1, step: "basics" } });
    expect(anew.draft.content.basics.name).toBe("");
    expect(await app.db.select().from(draft).where(eq(draft.ownerId, who.id))).toHaveLength(1);
    expect(await refusals(wizard.basics(at, {}))).toEqual(["draftExpired on no field"]);
  });

  test("anew 7 days after the last step, and each step keeps it for another 7", async () => {
    const { who, wizard, at } = await begun();
    app.passes({ days: 6, hours: 23 });
    const kept = await wizard.basics(at, { name: "Half done" });
    app.passes({ days: 6, hours: 23 });
    expect((await open(who)).draft.id).toBe(kept.draftId);
    app.passes({ hours: 1 });
    expect(await refusals(wizard.roles(kept))).toEqual(["draftExpired on no field"]);
    expect(await refusals(read(who, kept))).toEqual(["draftExpired on no field"]);
    expect((await open(who)).draft.id).not.toBe(kept.draftId);
  });
});

describe("a draft is refused", () => {
  test("when it is somebody else's, even to an administrator", async () => {
    const { at } = await begun();
    const other = await app.administrator();
    const wizard = wizardOf(app, other);
    const attempts = [
      () => wizard.basics(at, {}),
      () => wizard.newCatalog(at, { name: "X", description: "Y" }),
      () => wizard.pick(at, []),
      () => wizard.roles(at),
      () => wizard.policy(at),
    ];
    for (const attempt of attempts) expect(await refusals(attempt())).toEqual(["draftNotYours on no field"]);
    expect(await refusals(read(other, at))).toEqual(["draftNotYours on no field"]);
  });

  test("when it never was", async () => {
    const { who, wizard } = await begun();
    const nowhere = { draftId: unknownId(), version: 1 };
    expect(await refusals(wizard.basics(nowhere, {}))).toEqual(["draftExpired on no field"]);
    expect(await refusals(read(who, nowhere))).toEqual(["draftExpired on no field"]);
  });

  test("in an old version, and keeps the newest state", async () => {
    const { who, wizard, at } = await begun();
    const newer = await wizard.basics(at, { name: "Newest" });
    expect(await refusals(wizard.basics(at, { name: "Oldest" }))).toEqual(["draftOutdated on no field"]);
    expect(await refusals(wizard.roles({ ...newer, version: newer.version + 1 }))).toEqual([
      "draftOutdated on no field",
    ]);
    expect((await read(who, newer)).content.basics.name).toBe("Newest");
  });
});

describe("a step", () => {
  test("keeps what was typed on Next, Back and when a pane opens, in one draft (words.md 2)", async () => {
    const { who, wizard, at } = await begun();
    const next = await wizard.basics(at, { name: "  Sales \n starter ", description: " All of it\n\nfor sales " });
    expect(next).toEqual({ draftId: at.draftId, version: at.version + 1 });
    expect((await read(who, next)).content.basics).toMatchObject({
      name: "Sales starter",
      description: "All of it\n\nfor sales",
    });
    const back = await wizard.roles(next, {}, "basics", false);
    expect(await read(who, back)).toMatchObject({ step: "basics", version: next.version + 1 });
    expect((await read(who, back)).content.basics.name).toBe("Sales starter");
  });

  test("that stays, because a pane opens on top of it, stays at its version", async () => {
    const { who, wizard, at } = await begun();
    expect(await wizard.basics(at, { name: "" }, "basics", false)).toEqual(at);
    expect(await wizard.basics(at, { name: "Typed" }, "basics", false)).toEqual(at);
    expect((await read(who, at)).content.basics.name).toBe("Typed");
  });

  test("keeps wrong answers on Back, and refuses them on Next with nothing kept", async () => {
    const { who, wizard, at } = await begun();
    const policy = await wizard.roles(await wizard.basics(at, {}));
    const wrong = { expiresAfterDays: "a year" };
    expect(await refusals(wizard.policy(policy, wrong))).toContain("notANumber on expiresAfterDays");
    expect((await read(who, policy)).content.policy).toBeNull();
    const back = await wizard.policy(policy, wrong, "resourceRoles", false);
    expect((await read(who, back)).content.policy).toEqual(wrong);
  });

  test("keeps answers to fields that are hidden now", async () => {
    const { who, wizard, at } = await begun();
    const policy = await wizard.roles(await wizard.basics(at, {}));
    const typed = await wizard.policy(policy, { expiresAfterDays: "30" }, "resourceRoles", false);
    const again = await wizard.policy(await wizard.roles(typed), LATER);
    expect((await read(who, again)).content.policy).toEqual({ expiresAfterDays: "30", createFirstPolicy: "later" });
  });

  test("can be gone to from Review", async () => {
    const { who, wizard } = await begun();
    const at = await wizard.review({ name: "Kept" });
    const state = await goToStep(app.deps, who.slackUserId, { ...at, goTo: "basics" });
    expect(state.draft).toMatchObject({ step: "basics", version: at.version + 1 });
    expect(state.draft.content.basics.name).toBe("Kept");
  });

  test("leaves no audit row: nothing has happened yet (A25)", async () => {
    const { who, wizard } = await begun();
    await wizard.review({ name: "Unmade" });
    expect(await app.db.select().from(audit).where(eq(audit.actorId, who.id))).toEqual([]);
  });
});

test("what is stored of a draft is what the schema says, also when names are long and strange", async () => {
  const { who, wizard, at } = await begun();
  const name = "😀𝒜חבילה<@U1>*x*".repeat(7).slice(0, 98);
  const next = await wizard.basics(at, { name, description: "\u202E<!channel>\n".repeat(50) });
  expect(DraftContent.parse((await read(who, next)).content).basics.name).toBe(name);
});
