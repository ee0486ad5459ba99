/**
 * The limit: a bare Bolt app that answers the benchmark's requests with one indexed SELECT, or one UPDATE, through
 * `postgres`. No rights, no drafts, no checks: only what cannot be left out.
 */
import { App, HTTPReceiver } from "@slack/bolt";
import type { ViewSubmitAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import postgres from "postgres";

const {
  PORT,
  DATABASE_URL = "",
  SLACK_API_URL: slackApiUrl = "",
  SLACK_BOT_TOKEN: botToken = "",
  SLACK_SIGNING_SECRET: signingSecret = "",
} = process.env;
const sql = postgres(DATABASE_URL, { max: 10 });
const receiver = new HTTPReceiver({
  signingSecret,
  customRoutes: [
    { path: "/readyz", method: "GET", handler: (_request, response) => void response.writeHead(200).end("ok") },
  ],
});
const app = new App({
  receiver,
  clientOptions: { slackApiUrl },
  convoStore: false,
  authorize: async () => ({ botToken, botId: "BBOT", botUserId: "UBOT" }),
});

interface Found {
  id: string;
  name: string;
  description: string;
  catalog: string;
}

const HIGHEST = "\u{10FFFF}";
const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });

app.command("/access", async ({ body, ack }) => {
  const [verb, ...words] = body.text.split(" ");
  const key = words.join(" ").toLowerCase();
  const rows = verb === "find" ? await find(key) : await show(key);
  await ack({ response_type: "ephemeral", text: "Access packages", blocks: rows.map(line) });
});

function find(key: string): Promise<Found[]> {
  return sql<Found[]>`
    select p.id, p.name, p.description, c.name as catalog from access_package p join catalog c on c.id = p.catalog_id
    where p.name_key >= ${key} and p.name_key < ${key + HIGHEST} order by p.name_key, p.id limit 10`;
}

function show(key: string): Promise<Found[]> {
  return sql<Found[]>`
    select p.id, p.name, p.description, c.name as catalog from access_package p join catalog c on c.id = p.catalog_id
    where p.name_key = ${key} limit 10`;
}

function line({ id, name, catalog, description }: Found): KnownBlock {
  return {
    type: "section",
    text: plain(`${name}\n${catalog} · ${description}`),
    accessory: { type: "button", text: plain("Open"), action_id: "open", value: id },
  };
}

app.options("create-package.choose-catalog:1", async ({ payload, ack }) => {
  const key = payload.value.toLowerCase();
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from catalog where name_key >= ${key} and name_key < ${key + HIGHEST} order by name_key, id limit 100`;
  await ack({ options: rows.map(({ id, name }) => ({ text: plain(name), value: id })) });
});

app.options("create-package.choose-resources", async ({ payload, ack }) => {
  const key = payload.value.toLowerCase();
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from resource where type = 'group' and name_key >= ${key} and name_key < ${key + HIGHEST}
    order by name_key, id limit 100`;
  await ack({ options: rows.map(({ id, name }) => ({ text: plain(name), value: id })) });
});

for (const [callbackId, step] of [
  ["create-package.basics", "resourceRoles"],
  ["create-package.review", "review"],
] as const) {
  app.view<ViewSubmitAction>({ callback_id: callbackId, type: "view_submission" }, async ({ view, ack }) => {
    const { draftId, version } = JSON.parse(view.private_metadata) as { draftId: string; version: number };
    const content = {
      typed: Object.values(view.state.values).map((element) => Object.values(element)[0]?.value ?? null),
    };
    await sql`
      update draft set content = ${sql.json(content)}, step = ${step}, version = version + 1
      where id = ${draftId} and version = ${version}`;
    await ack({ response_action: "update", view: nextView(step, draftId, version + 1) });
  });
}

/** About as large as the wizard's view of that step. */
function nextView(step: string, draftId: string, version: number): ModalView {
  const button = (text: string) => ({ type: "button" as const, text: plain(text), action_id: text, value: text });
  return {
    type: "modal",
    callback_id: step,
    title: plain("Resource roles"),
    submit: plain("Next"),
    close: plain("Cancel"),
    private_metadata: JSON.stringify({ draftId, version }),
    blocks: [
      { type: "context", elements: [plain("New access package · Step 2 of 4")] },
      { type: "actions", elements: ["Groups", "Applications", "Sites"].map(button) },
      {
        type: "section",
        text: plain(
          "Choose resources for the catalog with the buttons above, then a role for each. You can also add them later.",
        ),
      },
      { type: "actions", elements: [button("Back")] },
    ],
  };
}

await receiver.start({ port: Number(PORT), host: "127.0.0.1" });
process.once("SIGTERM", () => process.exit());
