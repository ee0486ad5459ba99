import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accessPackage } from "../../src/store/schema/package.ts";
import { useBot } from "../support/bot.ts";
import {
  createsPackage,
  fillsBasics,
  opensWizard,
  picks,
  reachesPolicy,
  reachesResourceRoles,
  reachesReview,
} from "./wizard.ts";

const bot = useBot();

const packagesNamed = (name: string) =>
  bot().database.read.select().from(accessPackage).where(eq(accessPackage.name, name));

describe("a wizard that is left alone", () => {
  it("is offered again with all that was typed before the last Next", async () => {
    const max = await bot().visit("Max");
    await reachesResourceRoles(max, { name: "Left alone", catalog: "Marketing" });
    await picks(max, "SharePoint sites", ["Brand site"]);
    await max.closesAllModals();
    await max.types("/access new");
    expect(await max.title()).toBe("New access package");
    expect(await max.sees()).toContain("Left alone");
    await max.clicks("Resume");
    expect(await max.title()).toBe("Resource roles");
    expect(await max.fields()).toEqual(["Brand site · SharePoint site"]);
    await max.clicks("Back");
    expect(await max.value("Display name")).toBe("Left alone");
  });

  it("begins anew after Start over", async () => {
    const max = await bot().visit("Max");
    await reachesResourceRoles(max, { name: "Forget me", catalog: "Marketing" });
    await max.closesAllModals();
    await max.types("/access new");
    await max.clicks("Start over");
    expect(await max.title()).toBe("Basics");
    expect(await max.value("Display name")).toBeFalsy();
  });

  it("is not offered where nothing was typed", async () => {
    const grace = await bot().visit("Grace");
    await grace.types("/access new");
    await grace.closesAllModals();
    await grace.types("/access new");
    expect(await grace.title()).toBe("Basics");
  });
});

describe("going back and forth", () => {
  it("Back keeps what was typed, right or wrong", async () => {
    const ada = await bot().visit("Ada");
    await reachesPolicy(ada, { name: "Back and forth" });
    await ada.chooses("How many stages", "2");
    await ada.picksPeople("Approvers", ["Alan"]);
    await ada.fills("Assignments expire after", "9999");
    await ada.clicks("Back");
    expect(await ada.title()).toBe("Resource roles");
    await ada.clicks("Next");
    expect(await ada.value("How many stages")).toBe("2");
    expect(await ada.value("Assignments expire after")).toBe("9999");
  });

  it("Edit on Review leads to the tab", async () => {
    const ada = await bot().visit("Ada");
    await reachesReview(ada, { name: "Edited" });
    await ada.clicks("Edit", { nth: 1 });
    expect(await ada.title()).toBe("Basics");
  });

  it("unpicking a resource in the pane removes it, and another type's stay", async () => {
    const max = await bot().visit("Max");
    await reachesResourceRoles(max, { name: "Unpicked", catalog: "Marketing" });
    await picks(max, "SharePoint sites", ["Brand site"]);
    await picks(max, "Groups", ["Marketing team", "Newsletter crew"]);
    await max.chooses("Marketing team · Group", "Owner");
    await picks(max, "Groups", ["Marketing team"]);
    expect(await max.fields()).toEqual(["Brand site · SharePoint site", "Marketing team · Group"]);
    expect(await max.value("Marketing team · Group")).toBe("Owner");
  });
});

describe("what must not happen twice or behind one's back", () => {
  it("a second Create of the same draft makes nothing, and shows the package", async () => {
    const ada = await bot().visit("Ada");
    await reachesReview(ada, { name: "Only once" });
    const view = (await ada.screen()).modals.at(-1);
    const twice = await Promise.allSettled([ada.clicks("Create"), bot().resubmit("Ada", view)]);
    expect(twice.map(({ status }) => status)).toContain("fulfilled");
    expect(await packagesNamed("Only once")).toHaveLength(1);
  });

  it("a view from an earlier state of the draft is refused in words, and the newest state is shown", async () => {
    const ada = await bot().visit("Ada");
    await opensWizard(ada);
    await fillsBasics(ada, { name: "First window" });
    const old = (await ada.screen()).modals.at(-1);
    await ada.clicks("Next");
    const answer = await bot().resubmit("Ada", old);
    expect(answer).toMatchObject({ response_action: "update" });
    expect(JSON.stringify(answer)).toMatch(/out of date.*newest state/);
    expect(JSON.stringify(answer)).toContain("Resource roles");
  });

  it("somebody else's draft is refused in words", async () => {
    const ada = await bot().visit("Ada");
    await opensWizard(ada);
    await fillsBasics(ada, { name: "Mine" });
    const mine = (await ada.screen()).modals.at(-1);
    expect(JSON.stringify(await bot().resubmit("Max", mine))).toMatch(/belongs to somebody else/);
  });

  it("a view from before a deploy is refused in words, and the newest state is shown", async () => {
    const ada = await bot().visit("Ada");
    await opensWizard(ada);
    await fillsBasics(ada, { name: "Deployed" });
    const view = (await ada.screen()).modals.at(-1);
    const answer = await bot().resubmit("Ada", view, { private_metadata: '{"draft":"from another time"}' });
    expect(JSON.stringify(answer)).toMatch(/out of date.*newest state/);
  });
});

describe("names", () => {
  it("that differ only in case or blanks are the same name", async () => {
    const ada = await bot().visit("Ada");
    await createsPackage(ada, { name: "Same  Name" });
    await opensWizard(ada);
    await fillsBasics(ada, { name: " same nAME " });
    await ada.clicks("Next");
    expect((await ada.errors())["Display name"]).toMatch(/already has an access package of this name/);
  });

  it("with markup, mentions, emoji and right-to-left text are shown as typed", async () => {
    const name = "<!here> *bold* <@U01ADALOVEL> & 👩‍🚀 שלום";
    const ada = await bot().visit("Ada");
    await createsPackage(ada, { name, description: "`code` <https://example.com|link>" });
    await ada.types("/access find <!here>");
    expect((await ada.messages()).at(-1)).toContain(`${name}\nGeneral · \`code\` <https://example.com|link>`);
  });

  it("with what no database stores are kept, and never stop the wizard", async () => {
    const ada = await bot().visit("Ada");
    await createsPackage(ada, { name: "Half\uD83D a pair", description: "zero\0" });
    expect(await packagesNamed("Half\uFFFD a pair")).toMatchObject([{ description: "zero\uFFFD" }]);
  });

  it("that show nothing are no names", async () => {
    const ada = await bot().visit("Ada");
    await opensWizard(ada);
    await fillsBasics(ada, { name: "\u200B", description: "\u2060" });
    await ada.clicks("Next");
    expect(await ada.errors()).toEqual({ "Display name": "Enter a name.", Description: "Enter a description." });
  });

  it("shared by two catalogs are answered with the choice, never with a guess", async () => {
    const ada = await bot().visit("Ada");
    await createsPackage(ada, { name: "Twin", catalog: "Marketing" });
    await createsPackage(ada, { name: "twin", catalog: "Engineering" });
    await ada.types("/access show TWIN");
    const answer = (await ada.messages()).at(-1) ?? "";
    expect(answer).toMatch(/Several access packages/);
    expect(answer).toContain("Marketing");
    expect(answer).toContain("Engineering");
  });
});
