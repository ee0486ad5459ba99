import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { synchroniseDirectory } from "../../src/app/directory/synchronise-directory.ts";
import { LOCAL_DIRECTORY_ID } from "../../src/domain/directory/directory.ts";
import { openEngines, onRealEngines, useEngines } from "../support/engines.ts";
import { depsFor, directoryOf, forgetEverybody, NOW, stored } from "./directory-support.ts";

const engines = useEngines();
const deps = () => depsFor(engines().database);
const now = () => stored(engines().database);
const none = { added: 0, changed: 0, gone: 0 };

const WHOLE = [
  "people:",
  "  - {email: ada@example.com, name: Ada, attributes: {department: IT}}",
  "  - {email: Grace@example.com, name: Grace, manager: ada@example.com}",
  "  - {email: pat@labs.fabrikam.example, name: Pat}",
  "  - {email: rob@elsewhere.example, name: Rob, organization: fabrikam, manager: Grace@example.com}",
  "connectedOrganizations:",
  "  - {id: fabrikam, name: Fabrikam, domains: [fabrikam.example]}",
  "  - {id: labs, name: Fabrikam Labs, domains: [Labs.fabrikam.example], state: proposed}",
  "groups:",
  "  - {id: g, name: All  Hands, owners: [ada@example.com], members: [ADA@example.com, grace@example.com, ada@example.com]}",
  "applications:",
  "  - {id: a, name: Atlas, owners: [grace@example.com], roles: [Viewer, Editor]}",
];
const whole = directoryOf(...WHOLE);

beforeEach(() => forgetEverybody(engines().database));

describe("a first synchronisation", () => {
  it("stores everything, and one audit row with the counts", async () => {
    const before = (await now()).audits.length;
    const changes = await synchroniseDirectory(deps(), whole);
    expect(changes).toEqual({
      people: { ...none, added: 4 },
      organizations: { ...none, added: 2 },
      resources: { ...none, added: 2 },
      owners: { ...none, added: 2 },
      members: { ...none, added: 2 },
    });
    const { people, resources, owners, members, audits } = await now();
    expect(people).toMatchObject([
      {
        name: "Ada",
        email: "ada@example.com",
        directoryState: "present",
        slackState: "absent",
        manager: null,
        organization: null,
        attributes: { department: "IT" },
      },
      { name: "Grace", email: "grace@example.com", manager: "Ada", organization: null },
      { name: "Pat", manager: null, organization: "labs" },
      { name: "Rob", manager: "Grace", organization: "fabrikam" },
    ]);
    expect(resources).toMatchObject([
      { type: "application", originId: "a", roles: ["Viewer", "Editor"] },
      {
        type: "group",
        originId: "g",
        name: "All Hands",
        nameKey: "all hands",
        roles: ["Member", "Owner"],
        goneAt: null,
      },
    ]);
    expect(owners).toEqual(["a: Grace", "g: Ada"]);
    expect(members).toEqual(["g: Ada", "g: Grace"]);
    expect(audits.slice(before)).toMatchObject([
      {
        at: NOW,
        actorKind: "system",
        actorId: "directory.synchronise",
        action: "directory.synchronised",
        targetId: LOCAL_DIRECTORY_ID,
        after: changes,
      },
    ]);
  });

  it("shows its progress to whoever asks", async () => {
    const seen: string[] = [];
    await synchroniseDirectory(deps(), whole, (what, done, total) => seen.push(`${what} ${done}/${total}`));
    expect(seen).toEqual(["Storing people 4/4", "Storing groups, applications and sites 2/2"]);
  });

  it("joins people whom Slack brought by their e-mail address, and puts other people into their organizations", async () => {
    await engines().database.transact((tx) =>
      tx.execute(sql`insert into person (email, slack_user_id, name, slack_state) values
        ('ada@example.com', 'UADA', 'ada l.', 'active'), ('una@mail.fabrikam.example', 'UUNA', 'Una', 'active')`),
    );
    await synchroniseDirectory(deps(), whole);
    expect((await now()).people).toMatchObject([
      { name: "Ada", slackUserId: "UADA", directoryState: "present", slackState: "active" },
      { name: "Grace" },
      { name: "Pat" },
      { name: "Rob" },
      { name: "Una", slackUserId: "UUNA", directoryState: "absent", organization: "fabrikam" },
    ]);
  });
});

describe("a synchronisation of the same again", () => {
  it("writes nothing at all", async () => {
    await synchroniseDirectory(deps(), whole);
    const versions = () =>
      engines().database.read.execute(
        sql`select xmin::text from person union all select xmin::text from resource union all select xmin::text from connected_organization`,
      );
    const before = { rows: await now(), versions: await versions() };
    expect(await synchroniseDirectory(deps(), whole)).toEqual({
      people: none,
      organizations: none,
      resources: none,
      owners: none,
      members: none,
    });
    expect({ rows: await now(), versions: await versions() }).toEqual(before);
  });
});

describe("a synchronisation of something else", () => {
  it("writes an attribute that differs, and takes away one that is gone", async () => {
    const department = async () => (await now()).people.map(({ attributes }) => attributes)[0];
    await synchroniseDirectory(deps(), whole);
    for (const attributes of [{ department: "Sales" }, {}]) {
      const people = whole.people.map((person, at) => (at === 0 ? { ...person, attributes } : person));
      expect(await synchroniseDirectory(deps(), { ...whole, people })).toMatchObject({ people: { changed: 1 } });
      expect(await department()).toEqual(attributes);
    }
  });

  it("writes what differs", async () => {
    await synchroniseDirectory(deps(), whole);
    const changes = await synchroniseDirectory(
      deps(),
      directoryOf(
        ...WHOLE.map((line) =>
          line
            .replace("name: Grace, manager: ada", "name: Grace H., manager: pat")
            .replace("pat@example.com", "pat@labs.fabrikam.example")
            .replace("Atlas, owners: [grace@", "Atlas CRM, owners: [ada@")
            .replace(", grace@example.com, ada@example.com]}", "]}"),
        ),
      ),
    );
    expect(changes).toEqual({
      people: { ...none, changed: 1 },
      organizations: none,
      resources: { ...none, changed: 1 },
      owners: { ...none, added: 1, gone: 1 },
      members: { ...none, gone: 1 },
    });
    const { people, owners, members } = await now();
    expect(people[1]).toMatchObject({ name: "Grace H.", manager: "Pat" });
    expect(owners).toEqual(["a: Ada", "g: Ada"]);
    expect(members).toEqual(["g: Ada"]);
  });

  it("marks gone what has gone, and brings it back under the same id", async () => {
    await synchroniseDirectory(deps(), whole);
    const before = await now();
    expect(await synchroniseDirectory(deps(), directoryOf(...WHOLE.slice(0, 2)))).toEqual({
      // Pat and Rob lose their organization as well.
      people: { ...none, gone: 3, changed: 2 },
      organizations: { ...none, gone: 2 },
      resources: { ...none, gone: 2 },
      owners: { ...none, gone: 2 },
      members: { ...none, gone: 2 },
    });
    const gone = await now();
    expect(gone.people).toMatchObject([
      { directoryState: "present" },
      { directoryState: "gone", manager: null },
      { organization: null },
      { organization: null },
    ]);
    expect([...gone.resources, ...gone.organizations].map(({ goneAt }) => goneAt)).toEqual([NOW, NOW, NOW, NOW]);

    await synchroniseDirectory(deps(), whole);
    const { audits: _, ...again } = await now();
    expect(again).toEqual({
      people: before.people,
      organizations: before.organizations,
      resources: before.resources,
      owners: before.owners,
      members: before.members,
    });
  });

  it("stores nothing when it fails on the way", async () => {
    const broken = { ...whole, resources: [{ ...whole.resources[0], name: "a\0b" } as (typeof whole.resources)[0]] };
    await expect(synchroniseDirectory(deps(), broken)).rejects.toThrow("Failed query");
    expect((await now()).people).toEqual([]);
  });
});

describe.runIf(onRealEngines)("on a server of its own", () => {
  it("lets two processes synchronise at once: the second finds nothing to do", async () => {
    const both = await Promise.all([synchroniseDirectory(deps(), whole), synchroniseDirectory(deps(), whole)]);
    expect(new Set(both.map(({ people }) => people.added))).toEqual(new Set([0, 4]));
  });

  it("takes in 10,000 groups of ten members", { timeout: 60_000 }, async () => {
    const own = await openEngines();
    const address = (n: number) => `person${n % 5_000}@example.com`;
    const large = {
      people: Array.from({ length: 5_000 }, (_, n) => ({
        email: address(n),
        name: `Person ${n}`,
        manager: n === 0 ? null : address(Math.floor(n / 10)),
        organization: null,
        attributes: { department: `Department ${n % 20}` },
      })),
      organizations: [],
      resources: Array.from({ length: 10_000 }, (_, n) => ({
        type: "group" as const,
        id: `grp-${n}`,
        name: `Group number ${n}`,
        description: "",
        roles: ["Member", "Owner"],
        owners: [address(n)],
        members: Array.from({ length: 10 }, (_, member) => address(n * 13 + member * 997)),
      })),
    };
    const changes = await synchroniseDirectory(depsFor(own.database), large);
    await own.close();
    expect(changes.members.added).toBe(100_000);
  });
});
