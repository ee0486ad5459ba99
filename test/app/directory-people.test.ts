import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { ensureKnown, noteSlackPerson } from "../../src/app/directory/note-slack-person.ts";
import { synchroniseDirectory } from "../../src/app/directory/synchronise-directory.ts";
import { synchroniseSlackPeople } from "../../src/app/directory/synchronise-slack-people.ts";
import { GENERAL_CATALOG_ID } from "../../src/domain/catalog/catalog.ts";
import type { SlackPerson } from "../../src/domain/person/slack-person.ts";
import { addCatalogMembers, membersOf } from "../../src/store/query/catalog.ts";
import { waitingJobs } from "../../src/store/query/outbox.ts";
import { person } from "../../src/store/schema/person.ts";
import { useEngines } from "../support/engines.ts";
import { depsFor, directoryOf, forgetEverybody, inSlack, NOW, stored } from "./directory-support.ts";

const engines = useEngines();
const deps = () => depsFor(engines().database);
const now = async () => (await stored(engines().database)).people;
const idOf = async (slackUserId: string) => (await now()).find((one) => one.slackUserId === slackUserId)?.id;

/** Takes over a list that Slack began to tell once it had told all else. */
const synchronises = (people: readonly SlackPerson[]) =>
  synchroniseSlackPeople(deps(), { people, since: new Date(NOW.getTime() + 1) });

/** Whom the audit trail says to be deactivated, by their Slack ids. */
async function deactivated(): Promise<(string | null)[]> {
  const { people, audits } = await stored(engines().database);
  const ofPeople = audits.filter(({ action }) => action === "person.deactivated");
  return ofPeople.flatMap(({ targetId }) => people.filter(({ id }) => id === targetId).map((one) => one.slackUserId));
}

/** Whose approvals are to go to others, by their Slack ids. */
async function reroutes(): Promise<(string | null)[]> {
  const people = await now();
  const jobs = await waitingJobs(engines().database.read, 1_000);
  return jobs
    .filter(({ job }) => job === "approvals.reroute")
    .flatMap(({ payload }) => people.filter(({ id }) => id === (payload as { causeId: string }).causeId))
    .map((one) => one.slackUserId);
}

async function makeOwnerOfGeneral(email: string): Promise<void> {
  const personId = (await now()).find((one) => one.email === email)?.id ?? "";
  await engines().database.transact((tx) => addCatalogMembers(tx, GENERAL_CATALOG_ID, "owner", [personId], NOW));
}

async function ownersOfGeneral(): Promise<string[]> {
  return (await membersOf(engines().database.read, GENERAL_CATALOG_ID)).map(({ personId }) => personId);
}

const DIRECTORY = directoryOf(
  "people:",
  "  - {email: ada@example.com, name: Ada Lovelace}",
  "  - {email: grace@example.com, name: Grace Hopper, manager: ada@example.com}",
  "connectedOrganizations:",
  "  - {id: fabrikam, name: Fabrikam, domains: [fabrikam.example]}",
  "groups:",
  "  - {id: g, name: G, owners: [ada@example.com], members: [ada@example.com, grace@example.com]}",
);

beforeEach(() => forgetEverybody(engines().database));

/** Both ways of storing somebody have to agree. */
const WAYS: [string, (people: SlackPerson[]) => Promise<unknown>][] = [
  ["all at once", (people) => synchronises(people)],
  [
    "one by one",
    async (people) => {
      for (const one of people) await noteSlackPerson(deps(), one);
    },
  ],
];

describe.each(WAYS)("Slack's people, stored %s", (way, store) => {
  it("are added, with guests in the organization of their domain", async () => {
    await synchroniseDirectory(deps(), DIRECTORY);
    await store([
      inSlack("Zoe"),
      inSlack("Zed", { email: "zed@eu.fabrikam.example", isGuest: true }),
      inSlack("Zul", { email: null }),
    ]);
    expect((await now()).slice(2)).toMatchObject([
      { name: "Zed", slackUserId: "UZED", isGuest: true, organization: "fabrikam", directoryState: "absent" },
      { name: "Zoe", email: "zoe@example.com", slackState: "active", timeZone: "Europe/Rome", organization: null },
      { name: "Zul", email: null },
    ]);
  });

  it("take the directory's row of their address, which keeps its name and manager", async () => {
    await synchroniseDirectory(deps(), DIRECTORY);
    const before = await now();
    await store([inSlack("Grace", { name: "gracie" })]);
    expect(await now()).toEqual([
      before[0],
      {
        ...before[1],
        slackUserId: "UGRACE",
        slackState: "active",
        slackToldAt: way === "one by one" ? NOW : null,
        timeZone: "Europe/Rome",
      },
    ]);
  });

  it("keep their row when their address changes", async () => {
    await store([inSlack("Zoe")]);
    const id = await idOf("UZOE");
    await store([inSlack("Zoe", { email: "zoe.new@example.com", name: "Zoe N." })]);
    expect(await now()).toMatchObject([{ id, email: "zoe.new@example.com", name: "Zoe N." }]);
  });

  it("keep their address when Slack does not tell it", async () => {
    await store([inSlack("Zoe")]);
    await store([inSlack("Zoe", { email: null })]);
    expect(await now()).toMatchObject([{ email: "zoe@example.com" }]);
  });

  it("join the directory when their address becomes one of its, with all that the directory says of it", async () => {
    await store([inSlack("Ada", { email: "countess@example.com" })]);
    await synchroniseDirectory(deps(), DIRECTORY);
    const id = await idOf("UADA");
    await makeOwnerOfGeneral("ada@example.com");
    await store([inSlack("Ada")]);
    expect(await ownersOfGeneral()).toEqual([id]);
    const { people, owners, members } = await stored(engines().database);
    const ada = people.filter(({ email }) => email === "ada@example.com");
    expect(ada).toMatchObject([{ id, slackUserId: "UADA", name: "Ada Lovelace", directoryState: "present" }]);
    expect(people.find(({ name }) => name === "Grace Hopper")?.manager).toBe("Ada Lovelace");
    expect(owners).toEqual(["g: Ada Lovelace"]);
    expect(members).toEqual(["g: Ada Lovelace", "g: Grace Hopper"]);
    expect(await synchroniseDirectory(deps(), DIRECTORY)).toMatchObject({ people: { added: 0, changed: 0, gone: 0 } });
  });

  it("hand over their row to an account made anew", async () => {
    await store([inSlack("Zoe")]);
    const id = await idOf("UZOE");
    await store([inSlack("Zoe", { isDeactivated: true })]);
    await store([inSlack("Zoe", { slackUserId: "WZOE" })]);
    expect(await now()).toMatchObject([{ id, slackUserId: "WZOE", slackState: "active" }]);
    await store([inSlack("Zoe", { slackUserId: "WZOE" }), inSlack("Zoe", { isDeactivated: true })]);
    expect(await now()).toMatchObject([
      { slackUserId: "UZOE", email: null },
      { id, slackUserId: "WZOE", email: "zoe@example.com" },
    ]);
  });

  it("exchange their addresses without losing their rows", async () => {
    await store([inSlack("Zed"), inSlack("Zoe")]);
    const before = await now();
    await store([inSlack("Zed", { email: "zoe@example.com" }), inSlack("Zoe", { email: "zed@example.com" })]);
    expect((await now()).map(({ id, email }) => [id, email])).toEqual([
      [before[0]?.id, "zoe@example.com"],
      [before[1]?.id, "zed@example.com"],
    ]);
  });

  it("stop counting when they are deactivated", async () => {
    await store([inSlack("Zoe")]);
    await store([inSlack("Zoe", { isDeactivated: true })]);
    expect(await now()).toMatchObject([{ slackState: "deactivated" }]);
  });

  it("are reported once when they are deactivated, so that others decide in their place", async () => {
    await store([inSlack("Zoe"), inSlack("Zed"), inSlack("Old", { isDeactivated: true })]);
    await store([inSlack("Zoe", { isDeactivated: true }), inSlack("Zed"), inSlack("Old", { isDeactivated: true })]);
    await store([inSlack("Zoe", { isDeactivated: true }), inSlack("Zed", { timeZone: "Asia/Tokyo" })]);
    expect(await deactivated()).toEqual(["UZOE"]);
    expect(await reroutes()).toEqual(["UZOE"]);
  });

  it("are reported when the directory alone knew them until now", async () => {
    await synchroniseDirectory(deps(), DIRECTORY);
    await store([inSlack("Ada", { isDeactivated: true })]);
    expect(await deactivated()).toEqual(["UADA"]);
  });

  it("are not reported when the directory lists them no more", async () => {
    await synchroniseDirectory(deps(), DIRECTORY);
    await store([inSlack("Ada")]);
    await synchroniseDirectory(deps(), directoryOf("people:", "  - {email: grace@example.com, name: Grace Hopper}"));
    expect(await deactivated()).toEqual([]);
  });
});

describe("the whole list", () => {
  it("changes nothing when nothing changed", async () => {
    const people = [inSlack("Zed"), inSlack("Zoe")];
    expect(await synchronises(people)).toEqual({ added: 2, changed: 0, unlisted: 0 });
    expect(await synchronises(people)).toEqual({ added: 0, changed: 0, unlisted: 0 });
  });

  it("deactivates members who are not in it, and nobody when it is empty", async () => {
    await synchronises([inSlack("Zed"), inSlack("Zoe"), inSlack("Guest", { isGuest: true })]);
    await synchronises([]);
    expect((await now()).map(({ slackState }) => slackState)).toEqual(["active", "active", "active"]);
    expect(await synchronises([inSlack("Zoe")])).toEqual({ added: 0, changed: 0, unlisted: 1 });
    expect((await now()).map(({ name, slackState }) => [name, slackState])).toEqual([
      ["Guest", "active"],
      ["Zed", "deactivated"],
      ["Zoe", "active"],
    ]);
    expect(await deactivated()).toEqual(["UZED"]);
  });

  it("says nothing of people of whom Slack has told alone since it began the list", async () => {
    await synchronises([inSlack("Zed"), inSlack("Zoe")]);
    const begun = new Date(NOW.getTime() - 1);
    const list = { since: begun, people: [inSlack("Zed"), inSlack("Zoe")] };
    await noteSlackPerson(deps(), inSlack("Zed", { isDeactivated: true }));
    await noteSlackPerson(deps(), inSlack("Zara"));
    expect(await synchroniseSlackPeople(deps(), list)).toEqual({ added: 0, changed: 0, unlisted: 0 });
    expect((await now()).map(({ name, slackState }) => [name, slackState])).toEqual([
      ["Zara", "active"],
      ["Zed", "deactivated"],
      ["Zoe", "active"],
    ]);
  });

  it("gives an address that two accounts have to the active one", async () => {
    const people = [inSlack("Zoe"), inSlack("Zoe", { slackUserId: "UOLD", isDeactivated: true })];
    await synchronises(people);
    await synchronises(people.toReversed());
    const [row] = await engines().database.read.select().from(person).where(eq(person.email, "zoe@example.com"));
    expect(row).toMatchObject({ slackUserId: "UZOE", slackState: "active" });
  });
});

describe("people first seen at a click", () => {
  it("are fetched once, and those who are no humans stay unknown", async () => {
    const asked: string[] = [];
    const fetchOne = async (id: string) => {
      asked.push(id);
      return id === "UBOT" ? null : inSlack("Zoe");
    };
    await ensureKnown(deps(), ["UZOE", "UZOE", "UBOT"], fetchOne);
    await ensureKnown(deps(), ["UZOE"], fetchOne);
    await ensureKnown(deps(), [], fetchOne);
    expect(asked).toEqual(["UZOE", "UBOT"]);
    expect(await now()).toMatchObject([{ slackUserId: "UZOE", slackState: "active" }]);
  });
});
