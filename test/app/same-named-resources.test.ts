import { expect, test } from "vitest";
import { groupOptions, resourceOptions } from "../../src/app/draft/read-options.ts";
import { readOwnDraft } from "../../src/app/draft/read-own-draft.ts";
import { readWizard } from "../../src/app/draft/read-wizard.ts";
import { nameKey } from "../../src/lib/text.ts";
import { useApp } from "../support/app.ts";
import { wizardOf } from "../support/wizard-steps.ts";

const app = useApp();

const asidesOf = (rows: readonly { id: string; aside?: string | null }[]) =>
  Object.fromEntries(rows.map(({ id, aside }) => [id, aside]));

test("resources of the same name are offered with what tells them apart, on the way to their roles too", async () => {
  const who = await app.person("Owner");
  const { id: catalog } = await app.catalog("Marketing", { roles: [["owner", who]] });
  const wizard = wizardOf(app, who);
  const at = await wizard.basics(await wizard.open(), { catalog });
  const [rome, oslo] = [
    await app.resource("Rome", { owners: [who], description: "Everybody in Rome" }),
    await app.resource("Oslo", { owners: [who], description: "Everybody in Oslo" }),
  ];
  const name = app.name("Team");
  for (const id of [rome, oslo]) await app.changeResource(id, { name, nameKey: nameKey(name) });
  const asides = { [rome]: "Everybody in Rome", [oslo]: "Everybody in Oslo" };
  const search = { draftId: at.draftId, type: "group", onlySee: false } as const;
  expect(asidesOf(await resourceOptions(app.deps, who.slackUserId, search, name))).toEqual(asides);
  expect(asidesOf(await groupOptions(app.deps, who.slackUserId, name))).toEqual(asides);
  const { draftId } = await wizard.pick(at, [rome, oslo]);
  const { by, draft } = await readOwnDraft(app.deps, who.slackUserId, draftId);
  const shown = await readWizard(app.deps.database.read, by, draft, app.now);
  expect("resources" in shown && asidesOf(shown.resources)).toEqual(asides);
});
