import { describe, expect, test } from "vitest";
import type { AppDeps } from "../../src/app/deps.ts";
import { removeAccess } from "../../src/app/assignment/remove-access.ts";
import { HISTORY_PAGE, readHistory } from "../../src/app/history/read-history.ts";
import type { History, HistoryEntry } from "../../src/app/history/read-history.ts";
import { createPackage } from "../../src/app/package/create-package.ts";
import { sharePackage } from "../../src/app/package/share-package.ts";
import { Refusal } from "../../src/domain/fault.ts";
import { systemCommand } from "../../src/app/system-command.ts";
import { refusals, unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { asks, assignmentsOf, decides, offered, policyWith, stageOf } from "../support/requesting.ts";
import { wizardOf } from "../support/wizard-steps.ts";

const app = useApp();

const readPackageHistory = (deps: AppDeps, slackUserId: string, packageId: string, beforeId: number | null = null) =>
  readHistory(deps, slackUserId, { subject: { kind: "package", id: packageId }, show: "all", beforeId });

async function history(who: Someone, packageId: string): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let before: number | null = null;
  do {
    const page: History = await readPackageHistory(app.deps, who.slackUserId, packageId, before);
    expect(page.rows.length).toBeLessThanOrEqual(HISTORY_PAGE);
    entries.push(...page.rows);
    before = page.next;
  } while (before !== null);
  return entries;
}

const told = (entries: readonly HistoryEntry[]) =>
  entries.map(({ action, by, beneficiary, at }) => [action, by, beneficiary, at]);

describe("who did what when to a package (D22)", () => {
  test("is told newest first: the package and its policy, the requests and the access, with the people by name", async () => {
    const owner = await app.person("Owner");
    const rosa = await app.person("Rosa");
    const alan = await app.person("Alan");
    const group = await app.resource("Group");
    const { id: catalogId } = await app.catalog("Marketing", { roles: [["owner", owner]], resources: [group] });
    const made = app.now;
    const policy = { scope: "allMemberUsers", "stages.0.approvers": [alan.slackUserId] };
    const at = await wizardOf(app, owner).review({ catalog: catalogId, roles: { [group]: "Member" }, policy });
    const { packageId } = await createPackage(app.deps, owner.slackUserId, at);
    app.passes({ days: 1 });
    const requested = app.now;
    const { requestId } = await asks(app, rosa, packageId, { justification: "For the launch" });
    app.passes({ days: 1 });
    const decided = app.now;
    await decides(app, alan, requestId, "approve", { reason: "Fine with me" });
    app.passes({ days: 1 });
    const [access] = await assignmentsOf(app, rosa);
    await removeAccess(app.deps, owner.slackUserId, { assignmentId: access?.id, reason: "Has left the team" });

    const entries = await history(owner, packageId);
    expect(told(entries)).toEqual([
      ["assignment.ended", owner.name, rosa.name, app.now],
      ["assignment.created", alan.name, rosa.name, decided],
      ["request.approved", alan.name, rosa.name, decided],
      ["request.approvalAsked", rosa.name, rosa.name, requested],
      ["request.submitted", rosa.name, rosa.name, requested],
      ["policy.created", owner.name, null, made],
      ["package.created", owner.name, null, made],
    ]);
    expect(entries[0]).toMatchObject({ after: { endReason: "adminRemoved" }, reason: "Has left the team" });
    expect(entries[2]).toMatchObject({ reason: "Fine with me" });
    expect(entries[4]).toMatchObject({ reason: "For the launch" });
    const { names } = await readPackageHistory(app.deps, owner.slackUserId, packageId);
    expect(names.get(alan.id)).toBe(alan.name);
    expect(names.get(group)).toMatch(/^Group/);
  });

  test("names what the system did by itself, and people who are deactivated by now", async () => {
    const { owner, packageId, catalogId } = await offered(app, policyWith());
    const sharer = await app.person("Sharer");
    await app.give(catalogId, "packageManager", sharer.id);
    await sharePackage(app.deps, sharer.slackUserId, { packageId, channel: "C01GENERAL" });
    await app.changePerson(sharer, { slackState: "deactivated" });
    await noted(packageId, 1);
    expect(told(await history(owner, packageId)).map(([action, by]) => [action, by])).toEqual([
      ["package.resourceRolesChanged", null],
      ["package.shared", sharer.name],
    ]);
  });

  test.each([0, 10, 11, 25])("is told whole, page by page, without another package's: %i events", async (count) => {
    const { owner, packageId } = await offered(app, policyWith());
    const other = await offered(app, policyWith());
    for (let made = 0; made < count; made += 1) {
      await noted(packageId, made);
      await noted(other.packageId, made);
    }
    const entries = await history(owner, packageId);
    expect(entries.map(({ after }) => after["number"])).toEqual(
      Array.from({ length: count }, (_, at) => count - 1 - at),
    );
  });
});

describe("it is told", () => {
  test("to everybody with a role in the catalog and to user administrators, to nobody else, but whom to ask", async () => {
    const { owner, packageId, catalogId } = await offered(app, policyWith());
    const asked = (who: Someone) => refusals(readPackageHistory(app.deps, who.slackUserId, packageId));
    for (const role of ["packageManager", "assignmentManager", "reader"] as const) {
      const staff = await app.person("Staff");
      expect(await asked(staff)).toEqual(["notPermitted on no field"]);
      await app.give(catalogId, role, staff.id);
      expect(await asked(staff)).toEqual([]);
    }
    expect([await asked(owner), await asked(await app.administrator())]).toEqual([[], []]);

    const requestor = await app.person("Requestor");
    await asks(app, requestor, packageId);
    const refusal: unknown = await readPackageHistory(app.deps, requestor.slackUserId, packageId).catch(
      (error) => error,
    );
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      faults: [
        { data: { action: "package.history", ask: expect.arrayContaining(["catalog owner", "catalog reader"]) } },
      ],
    });
  });

  test("without requests and access to a catalog reader, who may not view them (domain.md 2.2)", async () => {
    const alan = await app.person("Alan");
    const { owner, packageId, catalogId } = await offered(app, policyWith({ stages: [stageOf([alan])] }));
    const reader = await app.person("Reader");
    await app.give(catalogId, "reader", reader.id);
    await noted(packageId, 1);
    await asks(app, await app.person("Rosa"), packageId, { justification: "Between us" });
    const part = await readPackageHistory(app.deps, reader.slackUserId, packageId);
    expect([part.leftOut, part.rows.map(({ action }) => action)]).toEqual([
      "requestsAndAccess",
      ["package.resourceRolesChanged"],
    ]);
    const whole = await readPackageHistory(app.deps, owner.slackUserId, packageId);
    expect([whole.leftOut, whole.rows.length]).toEqual([null, 3]);
  });

  test("not even that there is such a package to those who cannot see it", async () => {
    const { packageId } = await offered(app);
    const member = await app.person("Member");
    expect(await refusals(readPackageHistory(app.deps, member.slackUserId, packageId))).toEqual([
      "notFound on no field",
    ]);
    const { slackUserId } = await app.administrator();
    expect(await refusals(readPackageHistory(app.deps, slackUserId, unknownId()))).toEqual(["notFound on no field"]);
  });
});

/** Some event of the package. */
async function noted(packageId: string, number: number): Promise<void> {
  const change = systemCommand<undefined, undefined>({
    name: "test.change",
    run: async () => ({
      result: undefined,
      events: [{ type: "package.resourceRolesChanged", target: { kind: "package", id: packageId }, after: { number } }],
    }),
  });
  await change(app.deps, undefined);
}
