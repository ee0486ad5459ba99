import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { visit } from "../../src/sandbox/visitor.ts";
import { type Stage, stage } from "./tiny-bot.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

const CATALOGS = ["General", "Marketing", "Sales"];

function basics(): ModalView {
  return {
    type: "modal",
    callback_id: "basics",
    title: plain("Basics"),
    submit: plain("Next"),
    close: plain("Cancel"),
    notify_on_close: true,
    blocks: [
      { type: "context", elements: [{ type: "mrkdwn", text: "New access package · Step 1 of 2" }] },
      {
        type: "input",
        block_id: "name",
        label: plain("Display name"),
        element: { type: "plain_text_input", action_id: "value", max_length: 20 },
      },
      {
        type: "input",
        block_id: "catalog",
        label: plain("Catalog"),
        element: {
          type: "external_select",
          action_id: "catalog",
          min_query_length: 0,
          initial_option: option("General"),
        },
      },
      {
        type: "input",
        block_id: "days",
        label: plain("Days"),
        element: {
          type: "number_input",
          action_id: "value",
          is_decimal_allowed: false,
          min_value: "1",
          max_value: "14",
        },
      },
      {
        type: "input",
        block_id: "people",
        label: plain("Approvers"),
        optional: true,
        element: { type: "multi_users_select", action_id: "value" },
      },
      {
        type: "input",
        block_id: "only",
        label: plain("Only see"),
        optional: true,
        element: { type: "checkboxes", action_id: "value", options: [option("Only see resources in General")] },
      },
      {
        type: "input",
        block_id: "policy",
        dispatch_action: true,
        label: plain("Create first policy"),
        element: {
          type: "radio_buttons",
          action_id: "policy",
          options: [option("Now"), option("Later")],
          initial_option: option("Now"),
        },
      },
      {
        type: "actions",
        block_id: "buttons",
        elements: [{ type: "button", action_id: "pane", text: plain("Create new") }],
      },
    ],
  };
}

const pane: ModalView = {
  type: "modal",
  callback_id: "pane",
  title: plain("New catalog"),
  submit: plain("Create"),
  blocks: [
    {
      type: "input",
      block_id: "name",
      label: plain("Name"),
      element: { type: "plain_text_input", action_id: "value" },
    },
  ],
};

function done(name: string): ModalView {
  return {
    type: "modal",
    title: plain("Done"),
    close: plain("Close"),
    blocks: [{ type: "section", text: plain(`${name} is stored`) }],
  };
}

function tinyBot(app: App): void {
  app.command("/access", async ({ command, ack, client }) => {
    if (command.text !== "new") return ack({ response_type: "ephemeral", text: `You said ${command.text}` });
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: basics() });
  });
  app.options("catalog", ({ options, ack }) => {
    const offered = CATALOGS.filter((name) => name.toLowerCase().includes(options.value.toLowerCase()));
    return ack({ options: offered.map(option) });
  });
  app.action("pane", async ({ ack, body, client }) => {
    await ack();
    if (body.type === "block_actions") await client.views.push({ trigger_id: body.trigger_id, view: pane });
  });
  app.action("policy", async ({ ack, body, client }) => {
    await ack();
    if (body.type !== "block_actions" || !body.view) return;
    const view = basics();
    view.blocks = view.blocks.slice(0, -1);
    await client.views.update({ view_id: body.view.id, hash: body.view.hash, view });
  });
  app.view("pane", async ({ ack }) => {
    await ack();
  });
  app.view("basics", async ({ ack, view, body, client }) => {
    const name = view.state.values["name"]?.["value"]?.value ?? "";
    if (name === "taken") return ack({ response_action: "errors", errors: { name: "Choose another name." } });
    await ack({ response_action: "update", view: done(name) });
    await client.chat.postMessage({
      channel: body.user.id,
      text: `${name} was created`,
      blocks: [
        { type: "section", text: { type: "mrkdwn", text: `*${name}* was created by <@${body.user.id}>` } },
        { type: "actions", elements: [{ type: "button", action_id: "share", text: plain("Share") }] },
      ],
    });
  });
  app.action("share", async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: "Shared" });
  });
  app.view({ callback_id: "basics", type: "view_closed" }, ({ ack, body, client }) => {
    void client.chat.postMessage({
      channel: body.user.id,
      text: `Draft kept (${body.type === "view_closed" && body.is_cleared ? "all closed" : "cancelled"})`,
    });
    return ack();
  });
  app.shortcut("new_package", async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: basics() });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: "home", blocks: [{ type: "header", text: plain("Welcome") }] },
    });
  });
}

describe("a visitor, before a small Bolt app", () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage(tinyBot);
  });
  afterAll(() => on.stop());

  it("goes from a slash command to a stored thing, and gets a message", async () => {
    const ada = await visit(on.sandbox.url, "Ada Lovelace");
    await ada.types("/access new");
    expect(await ada.title()).toBe("Basics");
    expect(await ada.fields()).toEqual([
      "Display name",
      "Catalog",
      "Days",
      "Approvers",
      "Only see",
      "Create first policy",
    ]);

    await ada.fills("Display name", "Campaign");
    await ada.chooses("Catalog", "Marketing");
    await ada.fills("Days", "7");
    await ada.picksPeople("Approvers", ["Grace", "Alan Turing"]);
    await ada.ticks("Only see");
    expect(await ada.sees()).toContain("Approvers: Grace Hopper, Alan Turing");

    await ada.clicks("Next");
    expect(await ada.title()).toBe("Done");
    expect(await ada.sees()).toContain("Campaign is stored");
    await ada.closesModal();
    expect(await ada.hasMessage(/was created by @Ada Lovelace/u)).toContain("[Share]");
    await ada.clicks("Share");
    await ada.hasMessage(/Shared/u);
  });

  it("pushes a pane, returns from it, and keeps what was typed when the app replaces the view", async () => {
    const carl = await visit(on.sandbox.url, "Carl");
    await carl.usesShortcut("New access package");
    await carl.fills("Display name", "Half typed");
    await carl.clicks("Create new");
    expect(await carl.title()).toBe("New catalog");
    await carl.clicks("Create");
    expect(await carl.errors()).toEqual({ Name: "Please complete this required field." });
    await carl.fills("Name", "Fresh");
    await carl.clicks("Create");
    expect(await carl.title()).toBe("Basics");
    await carl.chooses("Create first policy", "Later");
    expect(await carl.sees()).not.toContain("Create new");
    expect(await carl.value("Display name")).toBe("Half typed");
    expect(await carl.value("Create first policy")).toBe("Later");
    await carl.closesModal();
    await carl.hasMessage(/Draft kept \(cancelled\)/u);
  });

  it("sees errors on fields, Slack's own and the app's, without losing what was typed", async () => {
    const rosa = await visit(on.sandbox.url, "Rosa");
    await rosa.types("/access new");
    await rosa.fills("Days", "15");
    await rosa.clicks("Next");
    expect(await rosa.errors()).toEqual({
      "Display name": "Please complete this required field.",
      Days: "Please enter a number that's 14 or less.",
    });
    await rosa.fills("Display name", "taken");
    await rosa.fills("Days", "3");
    await rosa.clicks("Next");
    expect(await rosa.errors()).toEqual({ "Display name": "Choose another name." });
    expect(await rosa.value("Days")).toBe("3");
    await rosa.closesAllModals();
    await rosa.hasMessage(/Draft kept \(all closed\)/u);
  });

  it("names the labels on the screen when one is missing", async () => {
    const tim = await visit(on.sandbox.url, "Tim", { patienceMs: 100 });
    await tim.types("/access new");
    await expect(tim.fills("Colour", "red")).rejects.toThrow(/no field "Colour".*"Display name", "Catalog"/u);
    await expect(tim.clicks("Finish")).rejects.toThrow(/no button "Finish".*"Next", "Cancel"/u);
    await expect(tim.chooses("Catalog", "Nowhere")).rejects.toThrow(
      /offers no "Nowhere".*"General", "Marketing", "Sales"/u,
    );
    expect(await tim.options("Catalog", "sal")).toEqual(["Sales"]);
  });

  it("opens the Home tab, and reads private answers", async () => {
    const max = await visit(on.sandbox.url, "Max");
    await max.opensHome();
    expect(await max.sees()).toContain("Welcome");
    await max.types("/access who @Grace Hopper & others");
    expect(await max.sees()).toContain("You said who @Grace Hopper & others");
    const alan = await visit(on.sandbox.url, "Alan");
    expect((await alan.messages()).join()).not.toContain("You said");
  });
});
