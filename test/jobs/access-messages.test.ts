import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { assignAccess } from "../../src/app/assignment/assign-access.ts";
import { extendAccess } from "../../src/app/request/extend-access.ts";
import { later } from "../../src/lib/duration.ts";
import { assignment, assignmentGrant } from "../../src/store/schema/assignment.ts";
import { policy } from "../../src/store/schema/package.ts";
import { request } from "../../src/store/schema/request.ts";
import { useApp } from "../support/app.ts";
import { Notified } from "../support/notified.ts";
import { decides, stored } from "../support/requesting.ts";

const app = useApp();

/** Somebody who holds a package for 30 days from now. */
async function holding(more: Partial<Parameters<typeof Notified.asking>[1]> = {}) {
  const story = await Notified.asking(app, { approvers: [], ...more });
  await story.delivered("delivered", { grants: ["granted"] });
  return story;
}

const extensionsOf = async (story: Notified) => {
  const id = await story.assignmentId();
  const rows = await app.db.select().from(request).where(eq(request.assignmentId, id));
  return rows.filter(({ type }) => type === "userExtend");
};

async function prolongs(story: Notified): Promise<string> {
  const assignmentId = await story.assignmentId();
  const [held] = await app.db.select().from(assignment).where(eq(assignment.id, assignmentId));
  const presentEnd = held?.endsAt?.toISOString() ?? "";
  const input = { assignmentId, presentEnd, endDate: null, justification: "" };
  const { requestId } = await extendAccess(app.deps, story.requestor.slackUserId, input);
  return requestId;
}

describe("N10: before access ends", () => {
  test("its holder is told 14 days and 1 day before, each time by a message of its own, and not earlier", async () => {
    const story = await holding();
    await story.showsAccess();
    expect(story.reads(story.requestor)).toEqual([]);
    app.passes({ days: 16 });
    await story.showsAccess();
    await story.showsAccess();
    expect(story.reading(story.requestor)).toMatch(/ends soon\.[^]*\[Extend\]$/);
    app.passes({ days: 13 });
    await story.showsAccess();
    expect(story.reads(story.requestor)).toHaveLength(2);
  });

  test("who was told by nobody for a fortnight is told once", async () => {
    const story = await holding();
    app.passes({ days: 29, hours: 1 });
    await story.showsAccess();
    expect(story.reads(story.requestor)).toHaveLength(1);
  });

  test("the buttons vanish when it was extended, and the next prompts tell of the new end", async () => {
    const story = await holding();
    app.passes({ days: 16 });
    await story.showsAccess();
    await prolongs(story);
    await story.showsAccess();
    expect(story.reads(story.requestor)[0]).toContain("was extended");
    expect(story.reads(story.requestor)[0]).not.toContain("[Extend]");
    app.passes({ days: 30 });
    await story.showsAccess();
    expect(story.reads(story.requestor).at(-1)).toContain("[Extend]");
  });

  test("while an extension waits for a decision there is nothing to press, and no further prompt", async () => {
    const grace = await app.person("Grace");
    const story = await Notified.asking(app, {
      approvers: [grace],
      policy: { extension: { isAllowed: true, isApprovalRequired: true } },
    });
    await decides(app, grace, story.requestId, "approve");
    await story.delivered("delivered");
    app.passes({ days: 16 });
    await story.showsAccess();
    const extension = await prolongs(story);
    await story.showsAccess();
    const [prompt = "", card = ""] = story.reads(story.requestor);
    expect(prompt).toContain("that is not decided yet");
    expect(prompt).not.toContain("[Extend]");
    expect(card).toContain("Your request to keep");
    await decides(app, grace, extension, "deny");
    await story.showsAccess();
    expect(story.reads(story.requestor)[0]).toContain("[Extend]");
  });

  test("who may not extend it is not told", async () => {
    const story = await holding({ policy: { extension: { isAllowed: false, isApprovalRequired: false } } });
    app.passes({ days: 16 });
    await story.showsAccess();
    expect(story.reads(story.requestor)).toEqual([]);
  });

  test("who may no longer extend it has nothing to press any more", async () => {
    const story = await holding();
    app.passes({ days: 16 });
    await story.showsAccess();
    await app.db
      .update(assignment)
      .set({ policyId: null })
      .where(eq(assignment.id, await story.assignmentId()));
    await story.showsAccess();
    expect(story.reading(story.requestor)).not.toContain("[Extend]");
  });
});

describe("N11: when access has ended", () => {
  test.each([
    ["expired", "its time is over"],
    ["userRemoved", "it was given up"],
    ["adminRemoved", "it was removed by the catalog's staff"],
  ] as const)("(%s) its holder is told why, and the prompts lose their buttons", async (reason, words) => {
    const story = await holding();
    app.passes({ days: 16 });
    await story.showsAccess();
    await story.ends(reason);
    await story.showsAccess();
    await story.showsAccess();
    const [prompt = "", end = ""] = story.reads(story.requestor);
    expect(prompt).not.toContain("[Extend]");
    expect(end).toContain(`has ended: ${words}`);
    expect(story.reads(story.requestor)).toHaveLength(2);
  });

  test("who never had it, as the request was canceled, hears of it from the request alone", async () => {
    const story = await Notified.asking(app, { approvers: [] });
    await story.delivered("deliveryFailed", { grants: ["failed"] });
    await story.ends("deliveryCanceled");
    await story.showsAccess();
    expect(story.reads(story.requestor)).toEqual([]);
  });
});

describe("G9: somebody who is assigned directly", () => {
  async function assigned() {
    const story = await Notified.asking(app, { approvers: [] });
    const tim = await app.person("Tim");
    const [{ id: policyId } = { id: "" }] = await app.db
      .select()
      .from(policy)
      .where(eq(policy.packageId, story.packageId));
    const [assigned] = await assignAccess(app.deps, story.owner.slackUserId, {
      packageId: story.packageId,
      slackUserIds: [tim.slackUserId],
      policyId,
      startDate: null,
      endDate: null,
      justification: "",
    });
    const requestId = assigned?.requestId ?? "";
    story.requestId = requestId;
    return { story, tim };
  }

  test("is told by whom once it is delivered, and not before", async () => {
    const { story, tim } = await assigned();
    await story.showsAccess();
    await story.shows();
    expect(story.reads(tim)).toEqual([]);
    await story.delivered("delivered");
    await story.showsAccess();
    await story.shows();
    expect(story.reading(tim)).toContain(`Assigned by ${story.owner.name}`);
    expect(story.reads(story.owner)).toEqual([]);
  });
});

describe("what could not be taken away", () => {
  test("is told to the catalog's staff, who can have it tried again, and are told when it is done", async () => {
    const story = await holding();
    const id = await story.assignmentId();
    await story.ends("expired");
    await app.db.update(assignment).set({ retryAt: null }).where(eq(assignment.id, id));
    const stuck = { state: "revoking" as const, failure: "unreachable" };
    await app.db.update(assignmentGrant).set(stuck).where(eq(assignmentGrant.assignmentId, id));
    await story.showsAccess();
    expect(story.reading(story.owner)).toContain("its system does not answer");
    expect(story.reading(story.owner)).toContain("[Reprocess]");
    await app.db
      .update(assignment)
      .set({ retryAt: later(app.now, { minutes: 5 }) })
      .where(eq(assignment.id, id));
    await story.showsAccess();
    expect(story.reading(story.owner)).not.toContain("[Reprocess]");
    await app.db
      .update(assignmentGrant)
      .set({ state: "revoked", failure: null })
      .where(eq(assignmentGrant.assignmentId, id));
    await story.showsAccess();
    expect(story.reading(story.owner)).toContain("Everything has been taken away.");
  });
});

test("an extension is followed by a message of its own, and the access by its first", async () => {
  const story = await holding();
  await story.shows();
  const requestId = await prolongs(story);
  expect(await extensionsOf(story)).toHaveLength(1);
  await story.showsAccess();
  const [first = "", second = ""] = story.reads(story.requestor);
  expect(first).toContain("Your request for");
  expect(second).toMatch(/Your request to keep[^]*Access extended/);
  expect((await stored(app, requestId)).state).toBe("delivered");
});
