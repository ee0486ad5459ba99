import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listMine } from "../../../src/app/person/list-mine.ts";
import { cancelRequest } from "../../../src/app/request/cancel-request.ts";
import { requestableOptions } from "../../../src/app/request/find-requestable.ts";
import { listApprovals } from "../../../src/app/request/list-approvals.ts";
import { readResubmission } from "../../../src/app/request/read-request-form.ts";
import { readRequest } from "../../../src/app/request/read-request.ts";
import { directReportOptions, readRequestorChoice } from "../../../src/app/request/requestor.ts";
import { rerouteRequest } from "../../../src/app/request/reroute-request.ts";
import { messages } from "../../../src/slack/notify/messages.ts";
import { audit } from "../../../src/store/schema/journal.ts";
import { rowsOf } from "../../../src/store/query/rows.ts";
import { incompatible } from "../../../src/store/schema/package.ts";
import { person } from "../../../src/store/schema/person.ts";
import { request } from "../../../src/store/schema/request.ts";
import { refusals, unknownId, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import {
  askedIn,
  asks,
  assignmentsOf,
  decides,
  offered,
  policyWith,
  stageOf,
  stored,
} from "../../support/requesting.ts";
import { onRealEngines } from "../../support/engines.ts";
import { ScriptedSlack } from "../../support/scripted-slack.ts";

const app = useApp();

const onBehalf = (more: Parameters<typeof policyWith>[0] = {}) => policyWith({ isOnBehalfAllowed: true, ...more });

/** A manager and a direct report of theirs. */
async function team() {
  const grace = await app.person("Grace");
  const rosa = await app.person("Rosa", { managerId: grace.id });
  return { grace, rosa };
}

const asksFor = (
  manager: Someone,
  { id: reportId }: { id: string },
  packageId: string,
  more: Parameters<typeof asks>[3] = {},
) => asks(app, manager, packageId, { reportId, ...more });

describe("R23: a manager asks for a direct report", () => {
  test("and the request is for the report, made by the manager, as the audit trail says", async () => {
    const { grace, rosa } = await team();
    const { packageId } = await offered(app, onBehalf());

    const { requestId, state } = await asksFor(grace, rosa, packageId, { justification: "She writes it" });

    expect(state).toBe("delivering");
    expect(await stored(app, requestId)).toMatchObject({
      type: "onBehalfAdd",
      requestorId: rosa.id,
      submittedBy: grace.id,
      justification: "She writes it",
    });
    expect(await assignmentsOf(app, rosa)).toMatchObject([{ packageId, state: "delivering" }]);
    expect(await assignmentsOf(app, grace)).toEqual([]);
    const [submitted] = await app.db.select().from(audit).where(eq(audit.targetId, requestId));
    expect(submitted).toMatchObject({ actorId: grace.id, after: { requestedFor: rosa.id } });
  });

  test("and for nobody else: not for a colleague, a report's report or their own manager, nor for whoever left", async () => {
    const { grace, rosa } = await team();
    const others = [
      await app.person("Colleague"),
      await app.person("Report of a report", { managerId: rosa.id }),
      await app.person("Gone", { managerId: grace.id, slackState: "deactivated" }),
      { id: unknownId() },
      grace,
    ];
    const { packageId } = await offered(app, onBehalf());
    for (const other of others)
      expect(await refusals(asksFor(grace, other, packageId))).toEqual(["notDirectReport on requestFor"]);
    expect(await refusals(asksFor(rosa, grace, packageId))).toEqual(["notDirectReport on requestFor"]);
    const administrator = await app.administrator();
    expect(await refusals(asksFor(administrator, rosa, packageId))).toEqual(["notDirectReport on requestFor"]);
    expect(await app.db.select().from(request).where(eq(request.packageId, packageId))).toEqual([]);
  });

  test("only through a policy that allows it, of those through which the report could ask", async () => {
    const { grace, rosa } = await team();
    const named = { scope: "specificDirectoryUsers" as const, people: [rosa.id], groups: [] };
    const because = async (...policies: Parameters<typeof offered>[1][]) => {
      const { packageId } = await offered(app, ...policies);
      return asksFor(grace, rosa, packageId).then(
        ({ state }) => state,
        (error: { faults: { data: { because?: string } }[] }) => error.faults[0]?.data.because,
      );
    };
    expect(await because(policyWith())).toBe("notOnBehalf");
    expect(await because(onBehalf({ requestors: { ...named, people: [grace.id] } }))).toBe("noPolicyForPerson");
    expect(await because(onBehalf({ isEnabled: false }))).toBe("noPolicyForPerson");
    // What is nearer to the report decides, so that no manager gets them what an easier policy gives to others.
    expect(await because(onBehalf(), policyWith({ requestors: named }))).toBe("notOnBehalf");
    expect(await because(policyWith(), onBehalf({ requestors: named }))).toBe("delivering");
  });

  test("not what the report holds, has asked for, or may not hold; the manager's own access does not matter", async () => {
    const { grace, rosa } = await team();
    const held = await offered(app, onBehalf());
    await asks(app, grace, held.packageId);
    await asksFor(grace, rosa, held.packageId);
    expect(await refusals(asksFor(grace, rosa, held.packageId))).toEqual(["reportCannotRequest on packageId"]);

    const approver = await app.person("Approver");
    const asked = await offered(app, onBehalf({ stages: [stageOf([approver])] }));
    await asks(app, rosa, asked.packageId);
    expect(await refusals(asksFor(grace, rosa, asked.packageId))).toEqual(["reportCannotRequest on packageId"]);

    const ruledOut = await offered(app, onBehalf());
    await app.db
      .insert(incompatible)
      .values({ packageId: ruledOut.packageId, kind: "package", subjectId: held.packageId });
    expect(await refusals(asksFor(grace, rosa, ruledOut.packageId))).toEqual(["reportCannotRequest on packageId"]);
  });

  test("as the form offers it: reports by name, and what can be requested for the one who is chosen", async () => {
    const { grace, rosa } = await team();
    const tim = await app.person("Tim", { managerId: grace.id });
    const choices = async (text: string) =>
      (await directReportOptions(app.deps, grace.slackUserId, text)).map(({ name }) => name);
    expect(await choices("")).toEqual([rosa.name, tim.name]);
    expect(await choices("tIm")).toEqual([tim.name]);
    expect(await readRequestorChoice(app.deps, rosa.slackUserId, null)).toEqual({ hasReports: false, chosen: null });
    expect(await readRequestorChoice(app.deps, grace.slackUserId, tim.id)).toEqual({
      hasReports: true,
      chosen: { id: tim.id, name: tim.name },
    });

    const named = { scope: "specificDirectoryUsers" as const, people: [rosa.id], groups: [] };
    const allowed = await offered(app, onBehalf());
    const nearer = await offered(app, onBehalf(), policyWith({ requestors: named }));
    const hers = await offered(app, onBehalf({ requestors: named }));
    const options = async ({ id }: Someone) => {
      const found = await requestableOptions(app.deps, grace.slackUserId, "", { named: null, reportId: id });
      return new Set(found.map((each) => each.id));
    };
    const [forRosa, forTim] = [await options(rosa), await options(tim)];
    const offers = [allowed, nearer, hers].map(({ packageId }) => packageId);
    expect(offers.map((id) => forRosa.has(id))).toEqual([true, false, true]);
    expect(offers.map((id) => forTim.has(id))).toEqual([true, true, false]);
  });
});

describe("nobody decides it who is concerned:", () => {
  test("neither the report nor the manager, though both are named, nor who acts for them", async () => {
    const { grace, rosa } = await team();
    const alan = await app.person("Alan");
    const { packageId, owner } = await offered(app, onBehalf({ stages: [stageOf([grace, rosa, alan])] }));
    const { requestId } = await asksFor(grace, rosa, packageId);
    for (const who of [grace, rosa]) {
      expect(await refusals(decides(app, who, requestId, "approve"))).toEqual(["ownRequest on no field"]);
      expect((await listApprovals(app.deps, who.slackUserId)).rows).toEqual([]);
    }
    const hand = { requestId, stage: 0, reroutedAt: null, slackUserIds: [grace.slackUserId], reason: "She knows" };
    expect(await refusals(rerouteRequest(app.deps, owner.slackUserId, hand))).toEqual([
      "cannotDecideThis on approvers",
    ]);
    const [awaited] = (await listApprovals(app.deps, alan.slackUserId)).rows;
    expect(awaited).toMatchObject({ requestorName: rosa.name, submitterName: grace.name });
    expect(await decides(app, alan, requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("where the manager would be asked, who is named in their place is", async () => {
    const { grace, rosa } = await team();
    const [alan, fallback] = [await app.person("Alan"), await app.person("Fallback")];
    const managers = stageOf([], { approvers: { kind: "manager", fallback: [fallback.id] } });
    const { packageId } = await offered(app, onBehalf({ stages: [managers] }));
    const { requestId } = await asksFor(grace, rosa, packageId);
    expect(await askedIn(app, requestId)).toEqual([{ kind: "person", subjectId: fallback.id, capacity: "fallback" }]);
    expect(await refusals(decides(app, alan, requestId, "approve"))).toEqual(["notPermitted on no field"]);
    expect(await decides(app, fallback, requestId, "approve")).toEqual({ state: "delivering" });
  });
});

describe("afterwards", () => {
  /** A request of Grace's for Rosa that waits. */
  async function waiting() {
    const { grace, rosa } = await team();
    const alan = await app.person("Alan");
    const { packageId } = await offered(app, onBehalf({ stages: [stageOf([alan])] }));
    const submitted = await asksFor(grace, rosa, packageId);
    return { grace, rosa, alan, packageId, submitted, requestId: submitted.requestId };
  }

  test("both see it and can cancel it; a colleague cannot", async () => {
    for (const by of ["grace", "rosa"] as const) {
      const story = await waiting();
      const who = story[by];
      expect((await listMine(app.deps, story.grace.slackUserId)).requests).toMatchObject([
        { reportName: story.rosa.name, askedByName: null, mayCancel: true },
      ]);
      expect((await listMine(app.deps, story.rosa.slackUserId)).requests).toMatchObject([
        { reportName: null, askedByName: story.grace.name, mayCancel: true },
      ]);
      const { requestId } = story;
      expect(story.submitted).toMatchObject({ reportName: story.rosa.name, asked: [story.alan.name] });
      expect((await readRequest(app.deps, who.slackUserId, requestId)).mayCancel).toBe(true);
      const colleague = await app.person("Colleague");
      expect(await refusals(readRequest(app.deps, colleague.slackUserId, requestId))).toEqual(["notFound on no field"]);
      expect(await refusals(cancelRequest(app.deps, colleague.slackUserId, { requestId }))).toEqual([
        "notPermitted on no field",
      ]);
      await cancelRequest(app.deps, who.slackUserId, { requestId });
      expect((await stored(app, requestId)).state).toBe("canceled");
    }
  });

  test("R5: the manager can make it again, as long as it is their report; the report asks for themselves", async () => {
    const { grace, rosa, alan, packageId, requestId } = await waiting();
    await decides(app, alan, requestId, "deny");
    const again = async ({ slackUserId }: Someone) =>
      (await listMine(app.deps, slackUserId)).requests.map(({ mayResubmit }) => mayResubmit);
    expect(await again(grace)).toEqual([true]);
    expect(await again(rosa)).toEqual([false]);
    expect(await readResubmission(app.deps, grace.slackUserId, requestId)).toMatchObject({ reportId: rosa.id });

    await app.changePerson(rosa, { managerId: alan.id });
    expect(await again(grace)).toEqual([false]);
    await app.changePerson(rosa, { managerId: grace.id });

    const repeated = await asksFor(grace, rosa, packageId, { repeats: requestId });
    expect(await stored(app, repeated.requestId)).toMatchObject({ repeats: requestId, requestorId: rosa.id });
  });

  test("each is told in their own words, and the approver who asks for whom", async () => {
    const { grace, rosa, alan, requestId } = await waiting();
    const slack = new ScriptedSlack();
    await messages(app.deps, slack).showRequest(requestId);
    await messages(app.deps, slack).showRequest(requestId);
    const [ofGrace = "", ...more] = slack.shownTo(grace.slackUserId);
    const [ofRosa = ""] = slack.shownTo(rosa.slackUserId);
    expect(more).toEqual([]);
    expect(ofGrace).toMatch(new RegExp(`^Your request for Package \\d+ for ${rosa.name}[^]*\\[Cancel request\\]`));
    expect(ofRosa).toMatch(new RegExp(`^${grace.name} asks for Package \\d+ for you[^]*Asked: ${alan.name}`));
    expect(slack.shownTo(alan.slackUserId)[0]).toMatch(
      new RegExp(`^${grace.name} asks for Package \\d+ for ${rosa.name}[^]*\\[Approve\\]`),
    );
    await decides(app, alan, requestId, "deny");
    await messages(app.deps, slack).showRequest(requestId);
    expect(slack.shownTo(grace.slackUserId)[0]).toContain("[Resubmit]");
    expect(slack.shownTo(rosa.slackUserId)[0]).toContain(`Denied by ${alan.name}`);
    expect(slack.shownTo(rosa.slackUserId)[0]).not.toContain("[Resubmit]");
  });
});

describe("in the same moment", () => {
  test("the manager and the report ask: one of the two requests is stored", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { grace, rosa } = await team();
      const { packageId } = await offered(app, onBehalf());
      const told = await Promise.all([refusals(asksFor(grace, rosa, packageId)), refusals(asks(app, rosa, packageId))]);
      expect(told.flat()).toHaveLength(1);
      expect(["alreadyHeld on packageId", "reportCannotRequest on packageId"]).toContain(told.flat()[0]);
      expect(await assignmentsOf(app, rosa)).toHaveLength(1);
    }
  });

  test.runIf(onRealEngines)(
    "the report gets another manager: whoever asks waits for that, and is refused",
    async () => {
      const { grace, rosa } = await team();
      const { packageId } = await offered(app, onBehalf());
      let commit = () => {};
      const held = new Promise<void>((resolve) => (commit = resolve));
      let begun = () => {};
      const isBegun = new Promise<void>((resolve) => (begun = resolve));
      const changing = app.deps.database.transact(async (tx) => {
        await tx.update(person).set({ managerId: null }).where(eq(person.id, rosa.id));
        begun();
        await held;
      });
      await isBegun;
      const told = refusals(asksFor(grace, rosa, packageId));
      await Promise.race([told, somebodyWaits()]);
      commit();
      await changing;
      expect(await told).toEqual(["notDirectReport on requestFor"]);
    },
  );
});

/** Somebody's statement waits for a row of another transaction. */
async function somebodyWaits(): Promise<void> {
  const waiting = sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  while ((await rowsOf(app.db, waiting)).length === 0);
}
