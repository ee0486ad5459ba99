import { describe, expect, test } from "vitest";
import { cancelRequest } from "../../src/app/request/cancel-request.ts";
import { expireStages } from "../../src/app/sweep/expire-stages.ts";
import { useApp } from "../support/app.ts";
import { Notified } from "../support/notified.ts";
import { asks, decides, stageOf } from "../support/requesting.ts";

const app = useApp();

async function asking(more: Partial<Parameters<typeof Notified.asking>[1]> = {}) {
  const [grace, alan] = [await app.person("Grace"), await app.person("Alan")];
  const story = await Notified.asking(app, { approvers: [grace, alan], ...more });
  const card = async () => {
    await story.shows();
    return story.reading(story.requestor);
  };
  return { story, grace, alan, card };
}

test("the requestor reads who is asked, until when, and can cancel", async () => {
  const { card, grace, alan } = await asking();
  const text = await card();
  expect(text).toContain("Pending approval.");
  expect(text).toContain(`Asked: ${alan.name}, ${grace.name}.`);
  expect(text).toMatch(/Decided by <!date\^\d+\^/);
  expect(text).toContain("[Cancel request]");
});

test("of many approvers, ten are named and the others counted", async () => {
  const many = await Promise.all(Array.from({ length: 13 }, (_, index) => app.person(`Approver ${100 + index} of`)));
  const { card } = await asking({ policy: { stages: [stageOf(many)] } });
  expect(await card()).toMatch(/Asked: (Approver \d+ of \d+, ){9}Approver \d+ of \d+ and 3 more\./);
});

test("B8: without approval the card says that it is approved at once, and there is nothing to cancel", async () => {
  const { card } = await asking({ approvers: [] });
  const text = await card();
  expect(text).toContain("Approved at once");
  expect(text).not.toContain("[Cancel request]");
});

test("N7: a denial comes with its reason, and can be submitted again", async () => {
  const { story, grace, card } = await asking();
  await card();
  await decides(app, grace, story.requestId, "deny", { reason: "Ask again in May" });
  const text = await card();
  expect(text).toContain(`Denied by ${grace.name}: “Ask again in May”`);
  expect(text).toContain("[Resubmit]");
  expect(text).not.toContain("[Cancel request]");
});

test("N8: an expired request says that nobody decided, and can be submitted again", async () => {
  const { card } = await asking();
  await card();
  app.passes({ days: 14 });
  while ((await expireStages(app.deps)) > 0);
  const text = await card();
  expect(text).toContain("Nobody decided in time.");
  expect(text).toContain("[Resubmit]");
});

test("R5: once it has been submitted again, be it in the same moment, the first card offers that no more", async () => {
  const { story, grace, card } = await asking();
  await card();
  await decides(app, grace, story.requestId, "deny");
  await card();
  const first = story.requestId;
  story.requestId = (await asks(app, story.requestor, story.packageId, { repeats: first })).requestId;
  await story.shows();
  const [old = "", current = ""] = story.reads(story.requestor);
  expect(old).not.toContain("[Resubmit]");
  expect(current).toContain("Pending approval.");
});

test("R6: a canceled request says by whom", async () => {
  const { story, card } = await asking();
  await card();
  await cancelRequest(app.deps, story.owner.slackUserId, { requestId: story.requestId });
  expect(await card()).toContain(`Canceled by ${story.owner.name}.`);
});

test("R20: what is approved for later says when access begins, and can be canceled until then", async () => {
  const { story, grace } = await asking();
  await cancelRequest(app.deps, story.requestor.slackUserId, { requestId: story.requestId });
  const startDate = new Date(app.now.getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
  story.requestId = (await asks(app, story.requestor, story.packageId, { startDate })).requestId;
  await decides(app, grace, story.requestId, "approve");
  await story.shows();
  const text = story.reads(story.requestor).find((shown) => shown.includes("Scheduled."));
  expect(text).toMatch(/access begins <!date\^\d+\^/);
  expect(text).toContain("[Cancel request]");
});

describe("N9: delivery", () => {
  async function approved() {
    const { story, grace, card } = await asking();
    await card();
    await decides(app, grace, story.requestId, "approve", { reason: "Fine" });
    return { story, card };
  }

  test("is announced when every resource role is there, with the decision and the end of access", async () => {
    const { story, card } = await approved();
    expect(await card()).toContain("Delivering.");
    await story.delivered("delivered", { grants: ["granted"] });
    const text = await card();
    expect(text).toContain("Delivered.");
    expect(text).toContain("“Fine”");
    expect(text).toMatch(/Access begins .* and ends <!date/);
  });

  test("D1: in part is no delivery: the card says what is missing and why", async () => {
    const { story, card } = await approved();
    await story.delivered("partiallyDelivered", { grants: ["granted", "granted", "failed"], failure: "resourceGone" });
    const text = await card();
    expect(text).toContain("Partially delivered.");
    expect(text).toContain("2 of 3 resource roles are set up.");
    expect(text).toContain("the resource is gone");
  });

  test("the card is kept current to the end of access", async () => {
    const { story, card } = await approved();
    await story.delivered("delivered", { grants: ["granted"] });
    await card();
    await story.ends("userRemoved");
    expect(await card()).toContain("Access ended: it was given up.");
  });
});

describe("G10: when delivery fails", () => {
  async function failing(
    state: "deliveryFailed" | "partiallyDelivered",
    role: "assignmentManager" | "packageManager" = "assignmentManager",
  ) {
    const { story } = await asking({ approvers: [] });
    const manager = await app.person("Manager");
    await app.give(story.catalogId, role, manager.id);
    const grants = state === "deliveryFailed" ? (["failed"] as const) : (["granted", "failed"] as const);
    await story.delivered(state, { grants, failure: "unreachable" });
    await story.shows();
    return { story, manager };
  }

  test.each([
    ["owners and assignment managers", "assignmentManager"],
    ["owners and access package managers", "packageManager"],
  ] as const)("%s are told what failed and why, and can have it tried again", async (_, role) => {
    const { story, manager } = await failing("partiallyDelivered", role);
    for (const staff of [story.owner, manager]) {
      expect(story.reading(staff)).toMatch(/Group \d+ · Group: Member: its system does not answer/);
      expect(story.reading(staff)).toContain("[Reprocess]");
      expect(story.reading(staff)).not.toContain("[Cancel request]");
    }
  });

  test("D4: where nothing was given, they can cancel as well, and the card says that it is settled", async () => {
    const { story, manager } = await failing("deliveryFailed");
    expect(story.reading(manager)).toContain("[Reprocess] [Cancel request]");
    await cancelRequest(app.deps, story.owner.slackUserId, { requestId: story.requestId });
    await story.shows();
    expect(story.reading(manager)).toContain(`The request was canceled by ${story.owner.name}.`);
    expect(story.reading(manager)).not.toContain("[Reprocess]");
  });

  test("D2: once it is tried again and delivered, the card says so and the requestor is told", async () => {
    const { story, manager } = await failing("deliveryFailed");
    await story.delivered("delivering");
    await story.shows();
    expect(story.reading(manager)).toContain("It is being delivered again.");
    await story.delivered("delivered");
    await story.shows();
    expect(story.reading(manager)).toContain("Delivered: every resource role is given.");
    expect(story.reading(story.requestor)).toContain("Delivered.");
  });
});
