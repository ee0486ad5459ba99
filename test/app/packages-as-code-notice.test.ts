import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { MessageDoor } from "../../src/app/message/message-door.ts";
import { readImportNotice } from "../../src/app/packages-as-code/read-import-notice.ts";
import type { Message } from "../../src/slack/command/message.ts";
import { importNotice, importNotices } from "../../src/slack/notify/import-notices.ts";
import { audit, outbox } from "../../src/store/schema/journal.ts";
import { useApp } from "../support/app.ts";
import { exported, imports, richCatalog, wipe } from "./packages-as-code.ts";

const app = useApp();

test("an import announces itself once in the approvals channel of each catalog that it changed", async () => {
  const { catalog } = await richCatalog(app);
  const administrator = await app.administrator();
  const whole = await exported(app);
  await wipe(app);
  await imports(app, administrator, whole);
  await imports(app, administrator, whole);

  const posted: { to: string; text: string }[] = [];
  const door: MessageDoor<Message> = {
    post: async ({ to }, { text }) => {
      posted.push({ to, text });
      return { channel: to, ts: "1.0" };
    },
    update: async () => {},
    find: async () => null,
  };
  const jobs = await app.db.select().from(outbox).where(eq(outbox.job, "importNotice.post"));
  expect(jobs).toHaveLength(1);
  const payload = jobs[0]?.payload as { catalogId: string; noticeId: string };
  await importNotices(app.deps, door)(payload);
  await importNotices(app.deps, door)(payload);

  expect(posted).toEqual([
    {
      to: "C0MARKETING",
      text: `${administrator.name} imported packages.yaml into the catalog ${catalog}: the catalog created, 2 access packages created, 2 policies created, 1 rule of automatic assignment created.`,
    },
  ]);
});

test("an import that was noted when rules were not imported can still be announced", async () => {
  const administrator = await app.administrator();
  const { id: catalogId, name } = await app.catalog("Sales", { approvalsChannel: "C0SALES" });
  const [noticeId, none] = [app.deps.newId(), { created: 0, changed: 0 }];
  const after = { noticeId, fileName: "old.yaml", catalog: none, package: none, policy: { created: 1, changed: 0 } };
  const [actorKind, actorId] = ["person", administrator.id];
  await app.db.insert(audit).values({
    at: app.now,
    actorKind,
    actorId,
    action: "catalog.imported",
    targetKind: "catalog",
    targetId: catalogId,
    after,
  });

  const notice = await readImportNotice(app.deps, catalogId, noticeId);

  expect(notice && importNotice(notice).text).toBe(
    `${administrator.name} imported old.yaml into the catalog ${name}: 1 policy created.`,
  );
});
