import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { expect, test } from "vitest";
import type { SlackDeps } from "../../src/slack/deps.ts";
import { listenToActions } from "../../src/slack/create-package/on-action.ts";
import { ACTION, CALLBACK } from "../../src/slack/create-package/ids.ts";
import { encodeMetadata } from "../../src/slack/create-package/metadata.ts";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { wizardOf } from "../support/wizard-steps.ts";

const app = useApp();

/** Clicks `Back` in a view of the wizard, and gives what the view becomes. */
async function clicksBack(who: Someone, callbackId: string, metadata: string): Promise<ModalView | undefined> {
  let shown: ModalView | undefined;
  const listeners = new Map<unknown, (click: unknown) => Promise<void>>();
  const bolt = {
    action: ({ action_id: id }: { action_id: unknown }, listener: (click: unknown) => Promise<void>) =>
      listeners.set(id, listener),
  };
  const deps: SlackDeps = {
    ...app.deps,
    ensureKnown: async () => {},
    noteSlackUser: async () => {},
    noteSlackGroup: async () => {},
    noteSlackGroupChange: async () => {},
  };
  listenToActions(bolt as unknown as App, deps);
  const view = { id: "V1", callback_id: callbackId, private_metadata: metadata, state: { values: {} }, blocks: [] };
  const client = { views: { update: async (update: { view: ModalView }) => (shown = update.view) } };
  const body = { user: { id: who.slackUserId }, view };
  await listeners.get(ACTION.back)?.({ ack: async () => {}, body, action: {}, client });
  return shown;
}

test("a click in a step that is out of date shows the newest state, and says why", async () => {
  const who = await app.administrator();
  const wizard = wizardOf(app, who);
  const old = await wizard.basics(await wizard.open(), { name: "Kept" });
  await wizard.roles(old);
  const shown = await clicksBack(who, CALLBACK.resourceRoles, encodeMetadata(old));
  expect(shown?.callback_id).toBe(CALLBACK.policy);
  expect(JSON.stringify(shown?.blocks[0])).toMatch(/out of date.*Here is its newest state\./);
});

test("a click in a view from before a deploy shows the draft that is open", async () => {
  const who = await app.administrator();
  await wizardOf(app, who).open();
  const shown = await clicksBack(who, CALLBACK.policy, "from another time");
  expect(shown?.callback_id).toBe(CALLBACK.basics);
});

test("a click in somebody else's wizard is refused on top of the view, which stays", async () => {
  const [who, other] = [await app.administrator(), await app.administrator()];
  const theirs = await wizardOf(app, other).open();
  const shown = await clicksBack(who, CALLBACK.resourceRoles, encodeMetadata(theirs));
  expect(shown?.callback_id).toBe(CALLBACK.resourceRoles);
  expect(JSON.stringify(shown?.blocks[0])).toContain("belongs to somebody else");
});
