import { describe, expect, test } from "vitest";
import { lookUpFor } from "../../src/app/acting-person.ts";
import { resourceOptions } from "../../src/app/draft/read-options.ts";
import { openDraft } from "../../src/app/draft/open-draft.ts";
import { saveBasics } from "../../src/app/draft/save-basics.ts";
import { findPackages } from "../../src/app/package/find-packages.ts";
import { personBySlackId } from "../../src/store/query/person.ts";
import { policyFor, refusals, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";

const app = useApp();

async function finds({ slackUserId }: Someone, name: string): Promise<string[]> {
  return (await findPackages(app.deps, slackUserId, name)).rows.map((row) => row.name);
}

async function forMembers(): Promise<string> {
  const maker = await app.person("Maker");
  const { id: catalogId } = await app.catalog("Marketing");
  const name = app.name("Offer");
  await app.package(name, { catalogId, createdBy: maker, policies: [policyFor({ scope: "allMemberUsers" }, true)] });
  return name;
}

describe("somebody who asks again is answered as what they are by now:", () => {
  test("a guest who was a member, and a member again", async () => {
    const name = await forMembers();
    const who = await app.person("Mia");
    expect(await finds(who, name)).toEqual([name]);
    await app.changePerson(who, { isGuest: true });
    expect(await finds(who, name)).toEqual([]);
    await app.changePerson(who, { isGuest: false });
    expect(await finds(who, name)).toEqual([name]);
  });

  test("somebody whose account was deactivated, and is active again", async () => {
    const name = await forMembers();
    const who = await app.person("Mia");
    expect(await finds(who, name)).toEqual([name]);
    await app.changePerson(who, { slackState: "deactivated" });
    expect(await refusals(finds(who, name))).toEqual(["accountDeactivated on no field"]);
    await app.changePerson(who, { slackState: "active" });
    expect(await finds(who, name)).toEqual([name]);
  });

  test("somebody who was unknown", async () => {
    const name = await forMembers();
    expect(await refusals(findPackages(app.deps, "UNOTYETKNOWN", name))).toEqual(["personUnknown on no field"]);
    const who = await app.person("Mia", { slackUserId: "UNOTYETKNOWN" });
    expect(await finds({ ...who, slackUserId: "UNOTYETKNOWN" }, name)).toEqual([name]);
  });

  test("an owner who has lost their catalog, while their draft is for it", async () => {
    const owner = await app.person("Olga");
    const catalog = await app.catalog("Marketing");
    await app.give(catalog.id, "owner", owner.id);
    const owned = await app.resource("Designers", { owners: [owner] });
    const { draft } = await openDraft(app.deps, owner.slackUserId, { startOver: false });
    const { draft: saved } = await saveBasics(app.deps, owner.slackUserId, {
      draftId: draft.id,
      version: draft.version,
      goTo: "basics",
      check: false,
      name: "Kit",
      description: "All of it",
      catalog: catalog.id,
    });
    const offered = async () => {
      const search = { draftId: saved.id, type: "group" as const, onlySee: false };
      return (await resourceOptions(app.deps, owner.slackUserId, search, "")).map(({ id }) => id);
    };
    expect(await offered()).toEqual([owned]);
    await app.takeRoles(owner.id);
    expect(await offered()).toEqual([]);
  });
});

test("what was asked of a person who has changed meanwhile is asked anew, of the person as they are", async () => {
  const who = await app.person("Mia");
  const asked: boolean[] = [];
  const ask = () =>
    lookUpFor(app.deps, who.slackUserId, async (source, by) => {
      asked.push(by.isGuest);
      return personBySlackId(source, who.slackUserId);
    });
  await ask();
  await ask();
  await app.changePerson(who, { isGuest: true });
  expect(await ask()).toMatchObject({ isGuest: true });
  expect(asked).toEqual([false, false, false, true]);
});
