import { describe, expect, test } from "vitest";
import { rerouteRequest } from "../../src/app/request/reroute-request.ts";
import { readReroute } from "../../src/app/request/read-reroute.ts";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { Notified } from "../support/notified.ts";

const app = useApp();
const CHANNEL = "C01APPROVAL";

async function reroutes({ owner, requestId }: Notified, { slackUserId }: Someone, reason: string): Promise<void> {
  const { stage, reroutedAt } = await readReroute(app.deps, owner.slackUserId, requestId);
  const input = { requestId, stage, reroutedAt, slackUserIds: [slackUserId], reason };
  await rerouteRequest(app.deps, owner.slackUserId, input);
}

describe("when staff hand a request on", () => {
  test("in a channel, each who is asked then is told below the card", async () => {
    const story = await Notified.asking(app, { channel: CHANNEL, approvers: [await app.person("Alan")] });
    await story.shows();
    for (const name of ["Grace", "Tim"]) {
      const next = await app.person(name);
      app.passes({ hours: 1 });
      await reroutes(story, next, `${name} knows the team`);
      await story.shows();
      const [card, ...answers] = story.slack.messages.filter(({ to }) => to === CHANNEL);
      expect(answers.at(-1)?.threadTs).toBe(card?.ts);
      const shown = story.slack.shownTo(CHANNEL);
      expect(shown[0]).toContain(`Re-routed by ${story.owner.name}: “${name} knows the team”`);
      expect(shown.at(-1)).toContain(`<@${next.slackUserId}>: the catalog's staff have handed this request on`);
    }
    expect(story.slack.shownTo(CHANNEL)).toHaveLength(3);
  });

  test("by direct message, those asked before keep a card that says why they are not asked any more", async () => {
    const [alan, grace] = [await app.person("Alan"), await app.person("Grace")];
    const story = await Notified.asking(app, { approvers: [alan] });
    await story.shows();
    await reroutes(story, grace, "Alan is away");
    await story.shows();
    expect(story.reading(alan)).toContain(`Re-routed by ${story.owner.name}: “Alan is away”`);
    expect(story.reading(alan)).toContain("You are not asked to decide this any more.");
    expect(story.reading(alan)).not.toContain("[Approve]");
    expect(story.reading(grace)).toContain("[Approve] [Deny] [Details]");
    expect(story.reading(story.requestor)).toContain(`Asked: ${grace.name}.`);
  });
});
