import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { catalog, catalogMember } from "../../src/store/schema/catalog.ts";
import { slackGroup, slackGroupMember } from "../../src/store/schema/slack-group.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot();

/** The person in `Manage catalog` of that catalog. */
async function manages(name: string, catalog = "Marketing") {
  const visitor = await bot().visit(name);
  await visitor.types(`/access catalog ${catalog}`);
  return visitor;
}

describe("D18: an owner of one catalog", () => {
  it("neither lists nor opens another one", async () => {
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access catalogs");
    expect((await olivia.messages()).at(-1)).toMatch(/Marketing/);
    expect((await olivia.messages()).at(-1)).not.toMatch(/Engineering/);
    await olivia.types("/access catalog Engineering");
    expect((await olivia.messages()).at(-1)).toMatch(/no catalog named “Engineering” in which you hold a role/);
  });
});

describe("D19: a catalog reader", () => {
  it("opens the catalog, and only looks", async () => {
    await offers(bot(), "D19");
    const olivia = await manages("Olivia");
    await olivia.picksPeople("Catalog readers", ["Rosa"]);
    await olivia.clicks("Save");
    const rosa = await manages("Rosa");
    expect(await rosa.title()).toBe("Manage catalog");
    expect(await rosa.fields()).toEqual([]);
    const seen = await rosa.sees();
    expect(seen).toMatch(/Catalog owners: Olivia \w+/);
    expect(seen).toMatch(/Catalog readers: Rosa Parks/);
    expect(seen).toMatch(/Resources\n[^]*Brand site · SharePoint site/);
    expect(seen).toMatch(/Access packages\nD19[^]*\[Open\]/);
    expect(seen).not.toMatch(/Remove|Add resources|Delete catalog|Save/);
    await rosa.clicks("Open");
    await rosa.waitsToSee(/All about D19/);
    await rosa.closesAllModals();
  });
});

describe("an owner in Manage catalog", () => {
  it("adds resources of their own, and removes them again", async () => {
    const olivia = await manages("Olivia");
    await olivia.clicks("Add resources");
    expect(await olivia.title()).toBe("Add resources");
    expect(await olivia.options("Groups")).toEqual(["Olivia's book club"]);
    expect(await olivia.options("Applications")).toEqual([]);
    await olivia.choosesMany("Groups", ["Olivia's book club"]);
    await olivia.clicks("Add");
    expect(await olivia.title()).toBe("Manage catalog");
    await olivia.waitsToSee(/Olivia's book club · Group/);
    // Of the resources, Olivia owns the Marketing team and the book club.
    await olivia.clicks("Remove", { nth: 2 });
    await olivia.waitsToSee(/^(?![^]*book club)[^]*Marketing team · Group/);
  });

  it("D15: cannot remove a resource that a package uses, which is named; typed changes stay", async () => {
    await offers(bot(), "D15");
    const ada = await manages("Ada");
    await ada.fills("Description", "Being typed");
    const removable = (await ada.sees())
      .split("\n")
      .filter((line) => /· (Group|Application|SharePoint site)/.test(line));
    const nth = 1 + removable.findIndex((line) => line.startsWith("Newsletter crew"));
    await ada.clicks("Remove", { nth });
    await ada.waitsToSee(/Newsletter crew is used by the access packages? [^]*“D15”[^]*remove it there first/);
    expect(await ada.value("Description")).toBe("Being typed");
    await ada.closesAllModals();
  });

  it("leads on to its packages", async () => {
    await offers(bot(), "Leads on");
    const olivia = await manages("Olivia");
    const lines = (await olivia.sees()).split("\n");
    const nth = 1 + lines.filter((line) => /^(D\d+|Leads on)/.test(line)).findIndex((line) => line === "Leads on");
    await olivia.clicks("Manage", { nth });
    expect(await olivia.title()).toBe("Manage package");
    expect(await olivia.value("Name")).toBe("Leads on");
    await olivia.closesAllModals();
  });

  it("pages through many packages, and stays within the three modals that Slack stacks", async () => {
    for (let made = 1; made <= 10; made += 1) await offers(bot(), `Many ${String(made).padStart(2, "0")}`);
    const olivia = await manages("Olivia");
    await olivia.clicks("Show more");
    expect(await olivia.title()).toBe("Access packages");
    expect(await olivia.sees()).toMatch(/Many 01[^]*Many 10/);
    await olivia.clicks("Open");
    await olivia.waitsToSee(/All about D15/);
    await olivia.clicks("Manage");
    await olivia.waitsToSee(/== Manage package ==/);
    await olivia.closesModal();
    expect(await olivia.title()).toBe("Access packages");
    await olivia.closesAllModals();
  });

  it("sees what somebody else changed meanwhile, keeps what was typed, and decides", async () => {
    const olivia = await manages("Olivia");
    const ada = await manages("Ada");
    await ada.fills("Name", "Marketing and more");
    await ada.picksPeople("Access package assignment managers", ["Tim"]);
    await ada.clicks("Save");
    await olivia.fills("Description", "By Olivia");
    await olivia.clicks("Save");
    expect(await olivia.sees()).toMatch(
      /Somebody changed this catalog in the meantime\. Name is now “Marketing and more”; Access package assignment managers is now Tim Lee/,
    );
    expect(await olivia.value("Name")).toBe("Marketing and more");
    expect(await olivia.value("Description")).toBe("By Olivia");
    expect(await olivia.value("Access package assignment managers")).toEqual([bot().slackId("Tim")]);
    await olivia.fills("Name", "Marketing");
    await olivia.clicks("Save");
    expect(await olivia.title()).toBeUndefined();
    const again = await manages("Olivia");
    expect(await again.value("Description")).toBe("By Olivia");
    expect(await again.value("Access package assignment managers")).toEqual([bot().slackId("Tim")]);
    await again.closesAllModals();
  });

  it("reads why its approvals channel cannot be used, until another one is chosen", async () => {
    await offers(bot(), "In random", { policies: [decidedBy(bot(), ["Grace"])] });
    const olivia = await manages("Olivia");
    // The bot is not in it.
    await olivia.chooses("Approvals channel", "#random");
    await olivia.clicks("Save");
    await requests(await bot().visit("Rosa"), "In random");
    await bot().settles();
    await manages("Olivia");
    expect(await olivia.sees()).toMatch(
      /Approvals channel: #random\n.*\n⚠️ I am not in that channel, or it is gone\. Invite me to it .* asked by direct messages\./,
    );
    await olivia.clears("Approvals channel");
    await olivia.clicks("Save");
    await manages("Olivia");
    expect(await olivia.sees()).not.toMatch(/I am not in that channel/);
    await olivia.closesAllModals();
  });

  it("reads the names of the user groups that it chose, when somebody else was first", async () => {
    const writers = { slackId: "S0WRITERS", name: "Writers", nameKey: "writers", handle: "writers" };
    await bot().database.read.insert(slackGroup).values(writers);
    const olivia = await manages("Olivia");
    await olivia.choosesMany("Catalog reader groups", ["Writers"]);
    const ada = await manages("Ada");
    await ada.fills("Description", "By Ada");
    await ada.clicks("Save");
    await olivia.clicks("Save");
    await olivia.waitsToSee(/Somebody changed this catalog in the meantime/);
    expect(await olivia.value("Catalog reader groups")).toEqual(["Writers"]);
    await olivia.closesAllModals();
  });

  it("adds resources from a list on the Home tab, and sees them in the catalog's window, not in the list", async () => {
    const db = bot().database.read;
    const names = Array.from({ length: 12 }, (_, at) => `Zoo ${String(at).padStart(2, "0")}`);
    const row = (name: string) => ({ name, nameKey: name.toLowerCase(), description: name, createdAt: new Date() });
    await db.insert(catalog).values(names.map(row));
    const ada = await bot().visit("Ada");
    await ada.opensHome();
    await ada.clicks("Show more", { nth: 2 });
    expect(await ada.sees()).toMatch(/All catalogs\nEngineering/);
    await ada.clicks("Manage");
    expect(await ada.title()).toBe("Manage catalog");
    await ada.clicks("Add resources");
    await ada.choosesMany("Groups", ["Carl's observatory"]);
    await ada.clicks("Add");
    expect(await ada.title()).toBe("Manage catalog");
    await ada.waitsToSee(/Carl's observatory · Group/);
    await ada.closesModal();
    expect(await ada.sees()).toMatch(/All catalogs\nEngineering/);
    await ada.closesAllModals();
  });

  it("gives a role to a user group, whose members then hold it", async () => {
    const db = bot().database.read;
    const [group] = await db
      .insert(slackGroup)
      .values({ slackId: "S0EDITORS", name: "Editors", nameKey: "editors", handle: "editors" })
      .returning();
    await db.insert(slackGroupMember).values({ groupId: group?.id ?? "", slackUserId: bot().slackId("Tim") });
    const olivia = await manages("Olivia");
    await olivia.choosesMany("Access package manager groups", ["Editors"]);
    await olivia.clicks("Save");
    const tim = await bot().visit("Tim");
    await tim.types("/access catalogs");
    expect((await tim.messages()).at(-1)).toMatch(/Marketing\nAccess package manager,/);
    await tim.types("/access catalog marketing");
    expect(await tim.sees()).toMatch(/Access package managers: Max \w+, Editors \(user group\)/);
    await tim.closesAllModals();
  });
});

describe("a catalog by itself", () => {
  it("is created with /access catalog new by those who may; D14: and deleted only without packages", async () => {
    const carl = await bot().visit("Carl");
    await carl.types("/access catalog new");
    expect(await carl.title()).toBe("New catalog");
    await carl.fills("Name", "Astronomy");
    await carl.fills("Description", "Stars");
    await carl.clicks("Create");
    expect(await carl.title()).toBe("Manage catalog");
    expect(await carl.value("Catalog owners")).toEqual([bot().slackId("Carl")]);
    await carl.clicks("Delete catalog");
    expect(await carl.title()).toBe("Catalog deleted");
    await carl.closesAllModals();
    await carl.types("/access catalog Astronomy");
    expect((await carl.messages()).at(-1)).toMatch(/no catalog named “Astronomy”/);
  });

  it("is still told of to user administrators once it is deleted, by its name, which several may have had", async () => {
    const carl = await bot().visit("Carl");
    const makesAndDeletes = async () => {
      await carl.types("/access catalog new");
      await carl.fills("Name", "Comets");
      await carl.fills("Description", "Tails");
      await carl.clicks("Create");
      await carl.clicks("Delete catalog");
      await carl.closesAllModals();
    };
    const ada = await bot().visit("Ada");
    await makesAndDeletes();
    await ada.types("/access history catalog comets");
    await ada.hasMessage(/History of Comets\n[^]*Catalog deleted · Carl \w+\n[^]*Catalog created · Carl/);
    await carl.types("/access history catalog comets");
    expect((await carl.messages()).at(-1)).toMatch(/There is no catalog named “comets”/);
    await makesAndDeletes();
    await ada.types("/access history catalog comets");
    await ada.hasMessage(
      /Several catalogs named “comets” were deleted\. Which one do you mean\?\nComets\ndeleted on \d/,
    );
    await ada.clicks("History", { nth: 2 });
    await ada.hasMessage(/History of Comets/);
  });

  it("D14: with a package in it it stays, also when the package came after the screen", async () => {
    const carl = await bot().visit("Carl");
    await carl.types("/access catalog new");
    await carl.fills("Name", "Telescopes");
    await carl.fills("Description", "Lenses");
    await carl.clicks("Create");
    const db = bot().database.read;
    const [own] = await db
      .select()
      .from(catalogMember)
      .where(eq(catalogMember.personId, idOf(bot().world.people, "Carl")));
    const catalogs = new Map([...bot().world.catalogs, ["Telescopes", own?.catalogId ?? ""]]);
    await offers({ ...bot(), world: { ...bot().world, catalogs } }, "D14", { catalog: "Telescopes" });
    await carl.clicks("Delete catalog");
    await carl.waitsToSee(/This catalog still has the access package “D14”: delete them first/);
    await carl.closesAllModals();
    await carl.types("/access catalog Telescopes");
    expect(await carl.sees()).toMatch(/A catalog can be deleted when it has no access packages/);
    expect(await carl.sees()).not.toMatch(/\[Delete catalog\]/);
    await carl.closesAllModals();
  });

  it("is not created by others, who are told whom to ask; General cannot be deleted", async () => {
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access catalog new");
    expect((await olivia.messages()).at(-1)).toMatch(
      /You may not create catalogs\. Ask an? user administrator or a catalog creator/,
    );
    const ada = await manages("Ada", "General");
    expect(await ada.sees()).not.toMatch(/Delete catalog/);
    await ada.closesAllModals();
  });
});
