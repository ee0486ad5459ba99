import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { delegateApprovals } from "../../src/app/delegation/delegate-approvals.ts";
import { explainPackageFor } from "../../src/app/package/explain-for-person.ts";
import { explainPackage } from "../../src/app/package/explain-package.ts";
import { tryPolicy } from "../../src/app/policy/try-policy.ts";
import type { StageForPerson } from "../../src/domain/policy/explain-person.ts";
import type { ApprovalStage, PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { replaceIncompatible } from "../../src/store/query/incompatible.ts";
import { peopleAsked } from "../../src/store/query/request-messages.ts";
import { catalog } from "../../src/store/schema/catalog.ts";
import { audit, messageLedger, outbox } from "../../src/store/schema/journal.ts";
import { policy } from "../../src/store/schema/package.ts";
import { access } from "../support/access.ts";
import { policyFor, refusals, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { askedIn, asks, assignmentsOf, decides, offered, policyWith, stageOf, stored } from "../support/requesting.ts";

const app = useApp();

const managed = (...fallback: Someone[]): ApprovalStage =>
  stageOf([], { approvers: { kind: "manager", fallback: fallback.map(({ id }) => id) } });

const named = (people: readonly Someone[], groups: readonly string[] = []): PolicySettings["requestors"] => ({
  scope: "specificDirectoryUsers",
  people: people.map(({ id }) => id),
  groups: [...groups],
});

/** The outcome of the package's first policy, as its owner is told. */
async function outcome({ packageId, owner }: { packageId: string; owner: Someone }) {
  const [first] = (await explainPackage(app.deps, owner.slackUserId, packageId)).policies;
  if (!first) throw new Error("The package has no policy.");
  return { ...first.outcome, unmanaged: first.unmanaged };
}

const explainedFor = ({ packageId, owner }: { packageId: string; owner: Someone }, who: Someone) =>
  explainPackageFor(app.deps, owner.slackUserId, packageId, who.slackUserId);

describe("who could ask", () => {
  test("everybody counts once whom a policy names, by name or through groups, while they are active", async () => {
    const [rosa, tim, gone] = [await app.person("Rosa"), await app.person("Tim"), await app.person("Gone")];
    const absent = await app.person("Absent", { slackUserId: null, slackState: "absent" });
    await app.changePerson(gone, { slackState: "deactivated" });
    const group = await app.resource("Crew", { members: [rosa, tim, gone, absent] });
    const offer = await offered(app, policyWith({ requestors: named([rosa, gone], [group]) }));
    expect(await outcome(offer)).toMatchObject({ askers: 2, shutOut: 0 });
  });

  test("outsiders are shut out of a catalog that is closed to them", async () => {
    const organizationId = await app.organization("Fabrikam", "configured");
    const people = [await app.person("Rosa"), await app.person("Pat", { isGuest: true })];
    const partner = await app.person("Partner", { organizationId });
    const owner = await app.person("Owner");
    const { id: catalogId } = await app.catalog("Inside", {
      roles: [["owner", owner]],
      isEnabledForExternalUsers: false,
    });
    const policies = [
      policyWith({ requestors: named([...people, partner]) }),
      policyWith({
        requestors: { scope: "specificConnectedOrganizationUsers", organizations: [organizationId] },
        stages: [stageOf([owner])],
      }),
    ];
    const packageId = await app.package(app.name("Package"), { catalogId, createdBy: owner, policies });
    const explained = await explainPackage(app.deps, owner.slackUserId, packageId);
    expect(explained.policies.map(({ outcome }) => [outcome.askers, outcome.shutOut])).toEqual([
      [1, 2],
      [0, 1],
    ]);
  });

  test("the scopes that name nobody are counted by the rule that requests meet", async () => {
    const organizationId = await app.organization("Contoso", "proposed");
    const scopes = [
      "allMemberUsers",
      "allDirectoryUsers",
      "allConfiguredConnectedOrganizationUsers",
      "allExternalUsers",
    ];
    const counted = async () => {
      const offer = await offered(app, ...scopes.map((scope) => policyFor({ scope } as PolicySettings["requestors"])));
      const explained = await explainPackage(app.deps, offer.owner.slackUserId, offer.packageId);
      return explained.policies.map(({ outcome }) => outcome.askers ?? 0);
    };
    const before = await counted();
    await app.person("Guest", { isGuest: true });
    await app.person("Applicant", { isGuest: true, organizationId });
    const after = await counted();
    // Besides, the second offer has an owner of its own.
    expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([1, 3, 0, 2]);
  });
});

describe("who could never be approved", () => {
  test("those without an active manager, by name, where nobody stands in for one", async () => {
    const boss = await app.person("Boss");
    const [led, alone] = [await app.person("Led", { managerId: boss.id }), await app.person("Alone")];
    const former = await app.person("Former", { slackState: "deactivated" });
    const orphan = await app.person("Orphan", { managerId: former.id });
    const offer = await offered(
      app,
      policyWith({ requestors: named([led, alone, orphan]), stages: [managed(former)] }),
    );
    await app.changePerson(offer.owner, { slackState: "deactivated" });
    const admin = await app.administrator();
    const { packageId } = offer;
    expect(await outcome({ packageId, owner: admin })).toMatchObject({
      stages: [
        {
          routes: [
            { whose: "managed", count: 1 },
            { whose: "unmanaged", count: 2, capacity: "nobody" },
          ],
        },
      ],
      never: [{ stage: 0, who: "unmanaged", count: 2 }],
      unmanaged: [alone.name, orphan.name],
    });
  });

  test("the only approver, where they own the catalog alone as well", async () => {
    const owner = await app.person("Owner");
    const { id: catalogId } = await app.catalog("Catalog", { roles: [["owner", owner]] });
    const policies = [policyWith({ stages: [stageOf([owner])] })];
    const packageId = await app.package(app.name("Package"), { catalogId, createdBy: owner, policies });
    expect((await outcome({ packageId, owner })).never).toEqual([{ stage: 0, who: "person", name: owner.name }]);
    expect(await refusals(asks(app, owner, packageId))).toEqual(["nobodyCanDecide on no field"]);
  });

  test("nobody, where a manager would decide for the only fallback", async () => {
    const boss = await app.person("Boss");
    const owner = await app.person("Owner", { managerId: boss.id });
    const { id: catalogId } = await app.catalog("Catalog", { roles: [["owner", owner]] });
    const policies = [policyWith({ requestors: named([owner]), stages: [managed(owner)] })];
    const packageId = await app.package(app.name("Package"), { catalogId, createdBy: owner, policies });
    expect((await outcome({ packageId, owner })).never).toEqual([]);
    expect(await refusals(asks(app, owner, packageId))).toEqual([]);
  });
});

/** Whom the explanation says that a stage asks, as a request stores them. */
const toldIn = ({ capacity, asked, unable }: StageForPerson) =>
  [...asked, ...unable].map(({ kind, id: subjectId }) => ({ kind, subjectId, capacity }));

const bySubject = (one: { subjectId: string }, other: { subjectId: string }) =>
  one.subjectId.localeCompare(other.subjectId);

describe("the explanation and the request agree", () => {
  test("on whom each stage asks, with the people behind groups and owners and their delegates", async () => {
    const [boss, ann, bob, carol] = [
      await app.person("Boss"),
      await app.person("Ann"),
      await app.person("Bob"),
      await app.person("Carol"),
    ];
    const rosa = await app.person("Rosa", { managerId: boss.id });
    const crew = await app.resource("Crew", { members: [ann, rosa] });
    const inCrew = stageOf([rosa, bob], { approvers: { kind: "specific", people: [rosa.id, bob.id], groups: [crew] } });
    const stages = [managed(ann), inCrew, stageOf([], { approvers: { kind: "catalogOwners" } })];
    const offer = await offered(app, policyWith({ stages }));
    const delegates = (away: Someone, { slackUserId }: Someone, from: string | null = null) =>
      delegateApprovals(app.deps, away.slackUserId, { slackUserId, from, until: null });
    // Of two delegations the later counts, and one to come not yet.
    for (const delegate of [ann, carol]) await delegates(boss, delegate);
    await delegates(bob, carol);
    await delegates(offer.owner, carol, "2024-03-05");
    const { served } = await explainedFor(offer, rosa);
    const { requestId } = await asks(app, rosa, offer.packageId);
    for (const [at, decider] of [boss, bob, offer.owner].entries()) {
      const told = served[0]?.stages[at];
      if (!told) throw new Error(`Nothing is told of stage ${at}.`);
      expect(toldIn(told).toSorted(bySubject)).toEqual((await askedIn(app, requestId, at)).toSorted(bySubject));
      const people = told.asked.flatMap((subject) => subject.people);
      const names = people.flatMap(({ name, delegate }) => (delegate ? [name, delegate.name] : [name]));
      const asked = await peopleAsked(app.db, requestId, at, 100);
      expect(names.toSorted()).toEqual(asked.map(({ name }) => name).toSorted());
      await decides(app, decider, requestId, "approve", { stage: at });
    }
    expect((await stored(app, requestId)).state).toBe("delivering");
  });

  /** A package whose stage asks the manager, a fallback and an alternate, of whom only those can decide who are given. */
  async function routed({ fay, alf }: { fay: Someone | null; alf: Someone | null }) {
    const gone = await app.person("Gone", { slackState: "deactivated" });
    const alternates = { people: [(alf ?? gone).id], afterDays: 3 };
    return offered(app, policyWith({ stages: [{ ...managed(fay ?? gone), alternates }] }));
  }

  test.each(["fallback", "alternate", "catalogOwner"] as const)("where the route is %s", async (capacity) => {
    const [fay, alf, rosa] = [await app.person("Fay"), await app.person("Alf"), await app.person("Rosa")];
    const offer = await routed({
      fay: capacity === "fallback" ? fay : null,
      alf: capacity === "alternate" ? alf : null,
    });
    const told = (await explainedFor(offer, rosa)).served[0]?.stages[0];
    const { requestId } = await asks(app, rosa, offer.packageId);
    expect(told?.capacity).toBe(capacity);
    expect(told && toldIn(told)).toEqual(await askedIn(app, requestId));
  });

  test("where nobody is left who could decide", async () => {
    const offer = await routed({ fay: null, alf: null });
    const { served } = await explainedFor(offer, offer.owner);
    expect(served[0]).toMatchObject({ stuckAt: 0, stages: [{ capacity: "nobody", asked: [] }] });
    expect(await refusals(asks(app, offer.owner, offer.packageId))).toEqual(["nobodyCanDecide on no field"]);
  });

  test("on when access ends", async () => {
    const offer = await offered(app, policyWith({ expiration: { type: "afterHours", hours: 5 } }));
    const rosa = await app.person("Rosa");
    const { served } = await explainedFor(offer, rosa);
    await asks(app, rosa, offer.packageId);
    const [held] = await assignmentsOf(app, rosa);
    expect(served[0]?.end.endsAt).toEqual(held?.endsAt);
  });
});

describe("what stands between somebody and a request", () => {
  test("what they hold or asked for, and what they hold that rules it out", async () => {
    const approver = await app.person("Approver");
    const [offer, other] = [
      await offered(app, policyWith({ stages: [stageOf([approver])] })),
      await offered(app, policyWith()),
    ];
    const rosa = await app.person("Rosa");
    const group = await app.resource("Auditors", { members: [rosa] });
    await app.deps.database.transact((tx) =>
      replaceIncompatible(tx, offer.packageId, { packages: [other.packageId], groups: [group] }),
    );
    expect((await explainedFor(offer, rosa)).incompatible).toHaveLength(1);
    await access(app, rosa, other.packageId, { state: "delivered" });
    expect((await explainedFor(offer, rosa)).incompatible).toHaveLength(2);
    await asks(app, approver, offer.packageId).catch(() => undefined);
    expect(await explainedFor(offer, approver)).toMatchObject({ holdsIt: false, hasAskedForIt: true });
    expect(await explainedFor(other, rosa)).toMatchObject({ holdsIt: true, hasAskedForIt: false });
  });

  test("a deactivated account; staff see what is not listed for them", async () => {
    const offer = await offered(app, policyFor({ scope: "notSpecified" }));
    const gone = await app.person("Gone");
    await app.changePerson(gone, { slackState: "deactivated" });
    expect(await explainedFor(offer, gone)).toMatchObject({ isDeactivated: true, isStaff: false });
    expect(await explainedFor(offer, offer.owner)).toMatchObject({
      isStaff: true,
      sees: { open: false, because: "noPolicyForPerson" },
      policies: [{ answer: "staffAssignOnly" }],
    });
  });
});

describe("where approvers are asked", () => {
  test("in the catalog's channel, in direct messages where it has none; and whether Slack refused the last card there", async () => {
    const offer = await offered(app, policyWith());
    const where = async () => (await explainPackage(app.deps, offer.owner.slackUserId, offer.packageId)).where;
    expect(await where()).toEqual({ channel: null, isRefused: false });
    const channel = "C0EXPLAINED";
    await app.db.update(catalog).set({ approvalsChannel: channel }).where(eq(catalog.id, offer.catalogId));
    expect(await where()).toEqual({ channel, isRefused: false });
    const card = { kind: "approverCard.0", entityId: offer.packageId, recipient: `channel:${channel}` };
    await app.db.insert(messageLedger).values({ ...card, failure: "is_archived", updatedAt: app.now });
    expect(await where()).toEqual({ channel, isRefused: true });
  });
});

describe("explaining", () => {
  test("is for staff who may view assignments; each role of another catalog is nothing", async () => {
    const offer = await offered(app, policyWith());
    for (const role of ["owner", "packageManager", "assignmentManager", "reader"] as const) {
      const somebody = await app.person("Somebody");
      await app.give(offer.catalogId, role, somebody.id);
      const count = role === "reader" ? 1 : 0;
      const by = { ...offer, owner: somebody };
      expect(await refusals(explainPackage(app.deps, somebody.slackUserId, offer.packageId))).toHaveLength(count);
      expect(await refusals(explainedFor(by, offer.owner))).toHaveLength(count);
    }
    const stranger = await app.person("Stranger");
    await app.catalog("Other", { roles: [["owner", stranger]] });
    expect(await refusals(explainedFor({ ...offer, owner: stranger }, offer.owner))).toHaveLength(1);
  });

  test("writes nothing, for a form that is tried neither", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    const rows = async () => [await app.db.$count(audit), await app.db.$count(outbox), await app.db.$count(policy)];
    const before = await rows();
    const form = { packageId, policyId: null, name: "Tried", answers: { scope: "allMemberUsers" } };
    expect(await refusals(tryPolicy(app.deps, owner.slackUserId, form))).toEqual(["required on stages.0.approvers"]);
    const answers = { ...form.answers, "stages.0.approvers": [owner.slackUserId] };
    const tried = await tryPolicy(app.deps, owner.slackUserId, { ...form, answers });
    expect(tried.policies[0]?.outcome.never).toEqual([{ stage: 0, who: "person", name: owner.name }]);
    await explainPackage(app.deps, owner.slackUserId, packageId);
    expect(await rows()).toEqual(before);
  });

  test("a form is tried by those alone who may save it", async () => {
    const { packageId, catalogId } = await offered(app, policyWith());
    const somebody = await app.person("Somebody");
    await app.give(catalogId, "assignmentManager", somebody.id);
    const form = { packageId, policyId: null, name: "Tried", answers: {} };
    expect(await refusals(tryPolicy(app.deps, somebody.slackUserId, form))).toEqual(["notPermitted on no field"]);
  });
});
