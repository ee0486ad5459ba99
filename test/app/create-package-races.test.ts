import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { editCatalog } from "../../src/app/catalog/edit-catalog.ts";
import { openDraft } from "../../src/app/draft/open-draft.ts";
import { createPackage } from "../../src/app/package/create-package.ts";
import { catalogById } from "../../src/store/query/catalog.ts";
import { catalog, catalogResource } from "../../src/store/schema/catalog.ts";
import { draft } from "../../src/store/schema/draft.ts";
import { accessPackage } from "../../src/store/schema/package.ts";
import { nameKey } from "../../src/lib/text.ts";
import { refusals, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { NOBODY_IN_ROLES } from "../support/catalog-form.ts";
import { wizardOf } from "../support/wizard-steps.ts";
import type { Choices } from "../support/wizard-steps.ts";

const app = useApp();

/** Several rounds, as one alone may happen to run one after the other. The embedded engine always does. */
const ROUNDS = 5;

/** What each of them was told; nothing when the package was made. */
async function creatingAtOnce(people: readonly Someone[], choices: Choices): Promise<string[][]> {
  const drafts = [];
  for (const who of people) drafts.push({ who, at: await wizardOf(app, who).review(choices) });
  return Promise.all(drafts.map(({ who, at }) => refusals(createPackage(app.deps, who.slackUserId, at))));
}

describe.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))("round %i: at the same moment", () => {
  test("three people create the same name in one catalog: one package, the others are told on `name`", async () => {
    const people = [await app.person("One"), await app.person("Two"), await app.person("Three")];
    const { id } = await app.catalog("Marketing", { roles: people.map((who) => ["packageManager", who] as const) });
    const name = app.name("Starter");
    const outcomes = await creatingAtOnce(people, { catalog: id, name });
    expect(outcomes.flat()).toEqual(["nameTakenInCatalog on name", "nameTakenInCatalog on name"]);
    expect(
      await app.db
        .select()
        .from(accessPackage)
        .where(eq(accessPackage.nameKey, nameKey(name))),
    ).toHaveLength(1);
  });

  test("two people create a new catalog of the same name: one catalog, the other is told on `catalog`", async () => {
    const people = [await app.catalogCreator(), await app.catalogCreator()];
    const name = app.name("Events");
    const outcomes = await creatingAtOnce(people, { newCatalog: { name, description: "For events" } });
    expect(outcomes.flat()).toEqual(["catalogNameTaken on catalog"]);
    expect(
      await app.db
        .select()
        .from(catalog)
        .where(eq(catalog.nameKey, nameKey(name))),
    ).toHaveLength(1);
  });

  test("two packages bring the same outside resource into a catalog: both are made, and it joins once", async () => {
    const people = [await app.person("One"), await app.person("Two")];
    const outside = await app.resource("Outside", { owners: people });
    const { id } = await app.catalog("Marketing", { roles: people.map((who) => ["owner", who] as const) });
    const drafts = [];
    for (const who of people)
      drafts.push({
        who,
        at: await wizardOf(app, who).review({ catalog: id, name: app.name("Starter"), roles: { [outside]: "Member" } }),
      });
    await Promise.all(drafts.map(({ who, at }) => createPackage(app.deps, who.slackUserId, at)));
    expect(await app.db.select().from(catalogResource).where(eq(catalogResource.catalogId, id))).toHaveLength(1);
  });

  test("two catalogs are given the same name: one gets it, the other's owner is told on `name`", async () => {
    const who = await app.administrator();
    const name = app.name("Events");
    const ids = [(await app.catalog("One")).id, (await app.catalog("Two")).id];
    const outcomes = await Promise.all(
      ids.map((catalogId) => refusals(editCatalog(app.deps, who.slackUserId, renaming(catalogId, name)))),
    );
    expect(outcomes.flat()).toEqual(["catalogNameTaken on name"]);
  });

  test("one catalog is edited twice: one change is stored, the other is told to look again", async () => {
    const who = await app.administrator();
    const { id } = await app.catalog("Events");
    const names = [app.name("One"), app.name("Two")];
    const outcomes = await Promise.all(
      names.map((name) => refusals(editCatalog(app.deps, who.slackUserId, renaming(id, name)))),
    );
    expect(outcomes.flat()).toEqual(["changedMeanwhile on no field"]);
    expect((await catalogById(app.db, id))?.version).toBe(2);
  });

  test("one person opens the wizard twice: both see the one draft", async () => {
    const who = await app.administrator();
    const opened = await Promise.all([1, 2].map(() => openDraft(app.deps, who.slackUserId, { startOver: false })));
    expect(new Set(opened.map(({ draft: { id } }) => id)).size).toBe(1);
    expect(await app.db.select().from(draft).where(eq(draft.ownerId, who.id))).toHaveLength(1);
  });
});

function renaming(catalogId: string, name: string) {
  return {
    catalogId,
    version: 1,
    name,
    description: "About it",
    approvalsChannel: null,
    isEnabled: true,
    isEnabledForExternalUsers: true,
    ...NOBODY_IN_ROLES,
  };
}
