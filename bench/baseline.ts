/**
 * The limit: a bare Bolt app that answers the benchmark's requests with one indexed SELECT, or one UPDATE, through
 * `postgres`. No rights, no drafts, no checks: only what cannot be left out. Each search says how many rows the bot
 * answers it with; the SELECT reads as many, from where the text stands in the index of names, and the answer shows
 * them in blocks like the bot's. What asks and what approves is a transaction of three statements.
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

const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });
const button = (text: string, value: string, spoken = text) => ({
  type: "button" as const,
  text: plain(text),
  action_id: text,
  value,
  accessibility_label: spoken.slice(0, 75),
});

/** `find 10 sales` asks for ten rows from `sales` on. */
function readText(text: string): { rows: number; key: string } {
  const [rows = "", ...words] = text.split(" ");
  return { rows: Number(rows), key: words.join(" ").toLowerCase() };
}

app.command("/access", async ({ body, ack }) => {
  const [verb = "", ...words] = body.text.split(" ");
  const { rows, key } = readText(words.join(" "));
  const found = await sql<Found[]>`
    select p.id, p.name, p.description, c.name as catalog from access_package p join catalog c on c.id = p.catalog_id
    where p.name_key >= ${key} order by p.name_key, p.id limit ${rows}`;
  const blocks = verb === "show" && rows === 1 ? found.flatMap(card) : found.flatMap(line);
  await ack({ response_type: "ephemeral", text: "Access packages", blocks });
});

function line({ id, name, catalog, description }: Found): KnownBlock[] {
  return [
    { type: "section", text: plain(`${name}\n${catalog} · ${description}`) },
    { type: "actions", elements: [button("Open", id, `Open ${name}`), button("Request", id, `Request ${name}`)] },
  ];
}

/** About as large as the bot's card of a package. */
function card({ id, name, catalog, description }: Found): KnownBlock[] {
  return [
    { type: "header", text: plain(name) },
    { type: "section", text: plain(description) },
    { type: "context", elements: [plain(`Catalog: ${catalog}`)] },
    { type: "section", text: plain(`Resource roles:\n${`• ${name} · Group: Member\n`.repeat(3)}`) },
    {
      type: "section",
      text: plain(
        "Initial policy\nWho can request: all members, without guests.\nApproval: Person 1234, within 14 days.\nA business justification is required.\nAccess ends after 365 days.\nIt can be extended with approval.",
      ),
    },
    { type: "actions", elements: [button("Request", id)] },
  ];
}

app.options("create-package.choose-catalog:1", async ({ payload, ack }) => {
  const { rows, key } = readText(payload.value);
  const found = await sql<{ id: string; name: string }[]>`
    select id, name from catalog where name_key >= ${key} order by name_key, id limit ${rows}`;
  await ack({ options: found.map(({ id, name }) => ({ text: plain(name), value: id })) });
});

app.options("create-package.choose-resources", async ({ payload, ack }) => {
  const { rows, key } = readText(payload.value);
  const found = await sql<{ id: string; name: string }[]>`
    select id, name from resource where type = 'group' and name_key >= ${key} order by name_key, id limit ${rows}`;
  await ack({ options: found.map(({ id, name }) => ({ text: plain(name), value: id })) });
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

/** Asking and approving, as three statements in one transaction each. */
app.view<ViewSubmitAction>(
  { callback_id: "request-access.form", type: "view_submission" },
  async ({ body, view, ack }) => {
    const packageId = view.state.values["packageId"]?.["value"]?.selected_option?.value ?? "";
    await sql.begin(async (tx) => {
      const [row] = await tx`
      select person.id, package.catalog_id, policy.settings from person, access_package package
        join policy on policy.package_id = package.id
      where person.slack_user_id = ${body.user.id} and package.id = ${packageId} limit 1`;
      await tx`insert into request (id, type, state, package_id, catalog_id, settings, requestor_id, submitted_by, justification, created_at)
      values (gen_random_uuid(), 'userAdd', 'pendingApproval', ${packageId}, ${row?.["catalog_id"]}, ${tx.json(row?.["settings"])},
        ${row?.["id"]}, ${row?.["id"]}, 'For the benchmark', now())`;
      await tx`insert into outbox (job, payload, created_at, relayed_at, done_at) values ('asked', '{}', now(), now(), now())`;
    });
    await ack({ response_action: "update", view: nextView("submitted", packageId, 1) });
  },
);

app.action("decide.approve", async ({ action, ack }) => {
  const id = ("value" in action ? (action.value ?? "") : "").slice(0, 36);
  await sql.begin(async (tx) => {
    await tx`select id, requestor_id from request where id = ${id} for update`;
    await tx`update request set state = 'delivering', decided_at = now() where id = ${id}`;
    await tx`insert into outbox (job, payload, created_at, relayed_at, done_at) values ('approved', '{}', now(), now(), now())`;
  });
  await ack();
});

/** About as large as the wizard's view of that step. */
function nextView(step: string, draftId: string, version: number): ModalView {
  return {
    type: "modal",
    callback_id: step,
    title: plain("Resource roles"),
    submit: plain("Next"),
    close: plain("Cancel"),
    private_metadata: JSON.stringify({ draftId, version }),
    blocks: [
      { type: "context", elements: [plain("New access package · Step 2 of 4")] },
      { type: "actions", elements: ["Groups", "Applications", "Sites"].map((text) => button(text, text)) },
      {
        type: "section",
        text: plain(
          "Choose resources for the catalog with the buttons above, then a role for each. You can also add them later.",
        ),
      },
      { type: "actions", elements: [button("Back", "back")] },
    ],
  };
}

await receiver.start({ port: Number(PORT), host: "127.0.0.1" });
process.once("SIGTERM", () => process.exit());
