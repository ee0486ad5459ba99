import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { idOf } from "./world.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { person } from "../../src/store/schema/person.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN, requests } from "./offers.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

/** The bot's answer to a command of the person. */
async function answer(name: string, text: string): Promise<string> {
  const visitor = await bot().visit(name);
  await visitor.types(text);
  return (await visitor.messages()).at(-1) ?? "";
}

/** People in the database alone who hold the package. */
async function holds(packageId: string, names: readonly string[]): Promise<void> {
  const db = bot().database.read;
  for (const name of names) {
    const personId = randomUUID();
    await db.insert(person).values({ id: personId, name });
    const catalogId = idOf(bot().world.catalogs, "Marketing");
    await db
      .insert(assignment)
      .values({ packageId, catalogId, personId, state: "delivered", startsAt: bot().deps.clock.now() });
  }
}

describe("D22: the audit log, as /access history tells it", () => {
  it("has actor, target, action and time of every step", async () => {
    await offers(bot(), "D22", { policies: [decidedBy(bot(), ["Alan"])] });
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "D22", "For *the* launch <!channel>");
    const shown = await answer("Olivia", "/access history d22");
    expect(shown).toMatch(/History of D22/);
    expect(shown).toMatch(
      /Approvers asked for the request of Rosa \w+, stage 1 · Rosa \w+\nAsked: Alan Turing\n2026-03-02 09:00 UTC · Decide by: 2026-03-16 09:00 UTC/,
    );
    expect(shown).toMatch(
      /Request of Rosa \w+ submitted · Rosa \w+\n“For \*the\* launch <!channel>”\n.*\n2026-03-02 09:00 UTC/,
    );
  });

  it("comes in pages of ten, newest first", async () => {
    await offers(bot(), "D22 pages", { policies: [decidedBy(bot(), ["Alan"])] });
    for (const name of ["Rosa", "Tim", "Grace", "Max", "Ada", "Carl"])
      await requests(await bot().visit(name), "D22 pages");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access history D22 pages");
    expect((await olivia.messages()).at(-1)).toMatch(/Request of Tim \w+ submitted/);
    expect((await olivia.messages()).at(-1)).not.toMatch(/Rosa/);
    await olivia.clicks("More");
    const last = await olivia.hasMessage(/Request of Rosa \w+ submitted/);
    expect(last).not.toMatch(/Tim|More/);
  });

  it("is for staff of the catalog: others are told whom to ask", async () => {
    await offers(bot(), "D22 for staff");
    expect(await answer("Rosa", "/access history D22 for staff")).toMatch(
      /You may not see the history of this access package\. Ask a user administrator, a catalog owner/,
    );
    expect(await answer("Grace", "/access history D22 for staff")).toMatch(/You may not see the history/);
    expect(await answer("Ada", "/access history D22 for staff")).toMatch(/History of D22 for staff/);
    expect(await answer("Ada", "/access history")).toMatch(/Name an access package/);
    expect(await answer("Ada", "/access history catalog")).toMatch(/Name an access package, a catalog or a person/);
    for (const command of ["history @Nobody", "who @Nobody", "explain D22 @Nobody"])
      expect(await answer("Ada", `/access ${command}`)).toMatch(/To name a person, choose them from the list/);
  });
});

describe("D18: the owner of one catalog", () => {
  it("sees nothing of another: neither in the lists, nor by its name", async () => {
    const people = [idOf(bot().world.people, "Rosa")];
    const requestors = { scope: "specificDirectoryUsers" as const, people, groups: [] };
    await offers(bot(), "D18", { policies: [{ ...OPEN, requestors }] });
    expect(await answer("Grace", "/access catalogs")).toMatch(/Engineering/);
    expect(await answer("Grace", "/access catalogs")).not.toMatch(/Marketing/);
    for (const [command, words] of [
      ["/access catalog Marketing", /There is no catalog/],
      ["/access find D18", /No access package that you can see/],
      ["/access who D18", /There is no access package or resource named “D18”/],
    ] as const)
      expect(await answer("Grace", command)).toMatch(words);
  });
});

describe("/access history, filtered", () => {
  it("of a package: requests and decisions, access, settings", async () => {
    await offers(bot(), "Filtered");
    await requests(await bot().visit("Rosa"), "Filtered");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access history Filtered");
    await olivia.chooses("Show", "Requests and decisions");
    const requested = await olivia.hasMessage(/History of Filtered\n[^]*Request of Rosa \w+ submitted/);
    expect(requested).not.toMatch(/Access of Rosa/);
    await olivia.chooses("Show", "Access");
    expect(await olivia.hasMessage(/Access of Rosa \w+ begins/)).not.toMatch(/Request of Rosa/);
    await olivia.chooses("Show", "Settings");
    expect(await olivia.hasMessage(/Nothing is noted of it/)).not.toMatch(/Rosa/);
  });

  it("of a catalog for its staff, and of nobody else's", async () => {
    await offers(bot(), "In a catalog");
    await requests(await bot().visit("Max"), "In a catalog");
    expect(await answer("Olivia", "/access history catalog marketing")).toMatch(
      /History of Marketing\n[^]*Access of Max \w+ begins · \w+ \w+\nIn a catalog\n/,
    );
    expect(await answer("Rosa", "/access history catalog Marketing")).toMatch(/There is no catalog named “Marketing”/);
    expect(await answer("Olivia", "/access history catalog Market")).toMatch(/Do you mean one of these\?\nMarketing/);
  });

  it("of a catalog: what was changed about it, and who got a role or lost it", async () => {
    const grace = await bot().visit("Grace");
    const edits = async (edit: () => Promise<void>) => {
      await grace.types("/access catalog Engineering");
      await edit();
      await grace.clicks("Save");
    };
    await edits(async () => {
      await grace.picksPeople("Catalog readers", ["Tim"]);
      await grace.chooses("Enabled for external users", "No");
      await grace.chooses("Approvals channel", "#it-help");
    });
    await edits(async () => {
      await grace.picksPeople("Catalog readers", []);
      await grace.chooses("Enabled for external users", "Yes");
      await grace.clears("Approvals channel");
    });
    const told = await answer("Ada", "/access history catalog Engineering");
    expect(told).toMatch(/Catalog readers changed · Grace \w+\nRemoved: Tim \w+\n/);
    expect(told).toMatch(/Catalog readers changed · Grace \w+\nAdded: Tim \w+\n/);
    expect(told).toMatch(
      /Catalog changed · Grace \w+\nName: Engineering\nEnabled for external users: No\n.* · Approvals channel: none → /,
    );
  });

  it("of a package: what its policies say since, with the people by name", async () => {
    await offers(bot(), "Policies told");
    const max = await bot().visit("Max");
    await max.types("/access package Policies told");
    await max.clicks("Edit");
    await max.chooses("Require approval", "Yes");
    await max.picksPeople("Approvers", ["Grace"]);
    await max.clicks("Save");
    await max.closesAllModals();
    expect(await answer("Olivia", "/access history Policies told")).toMatch(
      /Policy changed · Max \w+\nName: .+\nApproval: Grace \w+, within 14 days\.\n/,
    );
  });

  it("of a person: for themselves, and for staff as far as their catalogs go", async () => {
    await offers(bot(), "Of a person", { catalog: "Engineering" });
    await requests(await bot().visit("Max"), "Of a person");
    expect(await answer("Max", "/access history @Max")).toMatch(/Request of Max \w+ submitted · Max \w+\nOf a person/);
    const toOlivia = await answer("Olivia", "/access history @Max");
    expect(toOlivia).toMatch(/catalogs whose requests you may not view is left out/);
    expect(toOlivia).not.toMatch(/Of a person/);
    expect(await answer("Ada", "/access history @Max")).toMatch(/Of a person/);
    expect(await answer("Rosa", "/access history @Max")).toMatch(
      /You may not see what others asked for and were given\. Ask /,
    );
  });

  it("of a request, in its details", async () => {
    await offers(bot(), "Of a request", { policies: [decidedBy(bot(), ["Grace"])] });
    const alan = await bot().visit("Alan");
    await requests(alan, "Of a request");
    await alan.types("/access mine");
    await alan.clicks("Details");
    await alan.clicks("History");
    expect(await alan.sees()).toMatch(/History of the request of Alan \w+ for Of a request/);
    expect(await alan.sees()).toMatch(/Approvers asked[^]*Request of Alan \w+ submitted/);
  });
});

describe("/access who", () => {
  it("PACKAGE: counts the holders and lists them in pages of ten", async () => {
    const packageId = await offers(bot(), "Held by many");
    const names = Array.from({ length: 12 }, (_, at) => `Holder ${String(at + 10)}`);
    await holds(packageId, names);
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access who held by many");
    const first = (await olivia.messages()).at(-1) ?? "";
    expect(first).toMatch(/12 people hold Held by many/);
    expect(first).toMatch(/Holder 10\nSince 2026-03-02 09:00 UTC, without an end · Delivered/);
    expect(first).not.toMatch(/Holder 20/);
    await olivia.clicks("More");
    expect(await olivia.hasMessage(/Holder 20\n.*\n\[Remove access\]\nHolder 21\n/)).not.toMatch(/Holder 19|More/);
  });

  it("PACKAGE: a holder, with the end of access, once it is approved without anybody", async () => {
    await offers(bot(), "Held by Rosa");
    expect(await answer("Olivia", "/access who Held by Rosa")).toMatch(/Nobody holds Held by Rosa\./);
    await requests(await bot().visit("Rosa"), "Held by Rosa");
    expect(await answer("Olivia", "/access who Held by Rosa")).toMatch(
      /1 person holds Held by Rosa\nRosa \w+\nSince 2026-03-02 09:00 UTC, until 2026-04-01 09:00 UTC · Deliver/,
    );
  });

  it("@PERSON: what somebody holds in the catalogs of whoever asks, all of it for oneself", async () => {
    await offers(bot(), "In Marketing", { catalog: "Marketing" });
    await offers(bot(), "In Engineering", { catalog: "Engineering" });
    const tim = await bot().visit("Tim");
    await requests(tim, "In Marketing");
    await requests(tim, "In Engineering");
    const asOwner = await answer("Olivia", "/access who @Tim");
    expect(asOwner).toMatch(
      /Tim Lee holds 1 access package of the catalogs whose assignments you may view\nIn Marketing\nMarketing\nSince/,
    );
    expect(asOwner).not.toMatch(/In Engineering/);
    expect(await answer("Ada", "/access who @Tim")).toMatch(
      /Tim Lee holds 2 access packages\nIn Engineering\n[^]*\nIn Marketing\n/,
    );
    expect(await answer("Tim", "/access who @Tim")).toMatch(/You hold 2 access packages\nIn Engineering\n/);
    expect(await answer("Rosa", "/access who @Tim")).toMatch(
      /You may not see what others hold\. Ask a user administrator, a catalog owner/,
    );
  });

  it("is for staff of the catalog, and asks what is meant where it is not clear", async () => {
    await offers(bot(), "Shared name", { catalog: "Marketing" });
    await offers(bot(), "Shared name", { catalog: "Engineering" });
    const ada = await bot().visit("Ada");
    await ada.types("/access who Shared name");
    expect((await ada.messages()).at(-1)).toMatch(/Several access packages are named “Shared name”/);
    await ada.clicks("Holders");
    await ada.hasMessage(/Nobody holds Shared name\./);
    await ada.types("/access history Shared name");
    await ada.clicks("History", { nth: 2 });
    await ada.hasMessage(/History of Shared name/);
    await offers(bot(), "Held by whom");
    expect(await answer("Rosa", "/access who Held by whom")).toMatch(
      /You may not see who holds this access package\. Ask /,
    );
    expect(await answer("Rosa", "/access who Nothing of the kind")).toMatch(
      /There is no access package or resource named/,
    );
    expect(await answer("Rosa", "/access who")).toMatch(/Name an access package, a resource or a person/);
  });

  it("stands in the help of those who may use it, and of nobody else", async () => {
    expect(await answer("Olivia", "/access help")).toMatch(/access who PACKAGE[^]*access history PACKAGE/);
    expect(await answer("Rosa", "/access help")).not.toMatch(/access who|access history/);
  });
});
