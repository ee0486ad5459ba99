import { describe, expect, it } from "vitest";
import { synchroniseDirectory } from "../../src/app/directory/synchronise-directory.ts";
import { parseDirectory } from "../../src/connectors/local-directory/read-directory-file.ts";
import { useBot } from "../support/bot.ts";
import { holds } from "./directory.ts";
import { offers } from "./offers.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

/** The directory's file is changed, and read again. */
async function directorySays(departments: Readonly<Record<string, string>>): Promise<void> {
  const people = Object.entries(departments).map(
    ([name, department]) =>
      `  - {email: ${name.toLowerCase()}@example.com, name: ${name}, attributes: {department: ${department}}}`,
  );
  const file = ["people:", ...people, "groups:", "  - {id: newsletter crew, name: Newsletter crew}"].join("\n");
  await synchroniseDirectory(bot().deps, parseDirectory(file, "directory.yaml"));
  await bot().settles();
}

describe("D23: a package that is assigned by a rule, with 7 days of grace", () => {
  it("is written by an administrator alone, who sees first whom it means", async () => {
    await directorySays({ Rosa: "Sales", Tim: "Sales", Max: "IT" });
    await offers(bot(), "D23 kit");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access package D23 kit");
    expect(await olivia.sees()).not.toMatch(/Automatic assignment/);
    await olivia.closesAllModals();

    const ada = await bot().visit("Ada");
    await ada.types("/access package D23 kit");
    await ada.clicks("Add automatic assignment");
    expect(await ada.title()).toBe("Automatic assignment");
    await ada.chooses("Attribute", "department");
    await ada.fills("Values", "Sales\nIT");
    await ada.fills("Grace period in days", "400");
    await ada.clicks("Next");
    expect(await ada.errors()).toEqual({
      Values: "Enter one value, or choose the condition “is one of”.",
      "Grace period in days": "Enter a whole number from 0 to 365.",
    });
    await ada.fills("Grace period in days", "7");
    await ada.fills("Values", "*Sales* & <more>");
    await ada.clicks("Next");
    expect(await ada.sees()).toMatch(/Nobody matches now\.[^]*Nobody has department “\*Sales\* & <more>”\./);
    await ada.fills("Values", "sales");
    await ada.clicks("Add condition");
    await ada.chooses("Second attribute", "department");
    await ada.chooses("Second condition", "is not");
    await ada.fills("Second values", "IT");
    await ada.clicks("Next");
    const effect = await ada.sees();
    expect(effect).toMatch(/2 people match now\.\n2 people gain this access package at once;/);
    expect(await holds(bot(), "Rosa", "Newsletter crew")).toBe(false);
    await ada.clicks("Save");
    expect(await ada.title()).toBe("Manage package");
    await bot().settles();
  });

  it("is assigned to all who match, who are told so; staff see by which rule", async () => {
    const rosa = await bot().visit("Rosa");
    await rosa.hasMessage(
      /You have been assigned D23 kit\nAssigned by a rule that you match, from the catalog Marketing\./,
    );
    for (const [name, isHeld] of [
      ["Rosa", true],
      ["Tim", true],
      ["Max", false],
    ] as const)
      expect(await holds(bot(), name, "Newsletter crew")).toBe(isHeld);
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access who D23 kit");
    await olivia.hasMessage(/Rosa\nSince 2026-03-02 09:00 UTC, without an end · Delivered · by a rule/);
    await olivia.types("/access package D23 kit");
    const seen = await olivia.sees();
    expect(seen).toMatch(/Automatic assignment\n[^]*whose department is “sales” and department is not “IT”\./);
    expect(seen).toMatch(
      /loses it after 7 days\.\nAssigned by this rule: 2 · Everybody was looked at 2026-03-02 09:00 UTC/,
    );
    expect(seen).not.toMatch(/Edit rule|Remove rule/);
    await olivia.closesAllModals();
  });

  it("ends 7 days after the attribute no longer matches, for whom it does not match again before", async () => {
    await directorySays({ Rosa: "IT", Tim: "IT", Max: "IT" });
    const [rosa, tim] = [await bot().visit("Rosa"), await bot().visit("Tim")];
    const soon =
      /Your access to D23 kit ends soon: you no longer match the rule that assigned it\.\nIt ends 2026-03-09 09:00 UTC\./;
    await rosa.hasMessage(soon);
    await tim.hasMessage(soon);
    await bot().timePasses({ days: 6, hours: 23 });
    await directorySays({ Rosa: "IT", Tim: "Sales", Max: "IT" });
    await tim.hasMessage(/was about to end; you match its rule again, and keep it\./);
    expect(await holds(bot(), "Rosa", "Newsletter crew")).toBe(true);

    await bot().timePasses({ hours: 1 });
    expect(await holds(bot(), "Rosa", "Newsletter crew")).toBe(false);
    expect(await holds(bot(), "Tim", "Newsletter crew")).toBe(true);
    await rosa.hasMessage(
      /Your access to D23 kit has ended: the rule that assigned it no longer includes its holder\.\nEnded 2026-03-09 09:00 UTC\./,
    );
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access history D23 kit");
    await olivia.hasMessage(
      /Access of Rosa ended · by itself\n[^]*Why: the rule that assigned it no longer includes its holder[^]*Tim matches the rule again, and keeps access[^]*Rosa no longer matches the rule, and will lose access/,
    );
  });

  it("stays with those who hold it when the rule is removed", async () => {
    const ada = await bot().visit("Ada");
    await ada.types("/access package D23 kit");
    await ada.clicks("Remove rule");
    expect(await ada.sees()).toMatch(/Nobody is assigned this access package by a rule\./);
    await ada.closesAllModals();
    await directorySays({ Rosa: "Sales", Tim: "IT", Max: "IT" });
    await bot().timePasses({ days: 30 });
    expect(await holds(bot(), "Tim", "Newsletter crew")).toBe(true);
    expect(await holds(bot(), "Rosa", "Newsletter crew")).toBe(false);
  });
});

it("writing a rule leaves what was typed in the window underneath, though somebody else saved the package", async () => {
  await directorySays({ Rosa: "Sales" });
  await offers(bot(), "Typed below");
  const [ada, olivia] = [await bot().visit("Ada"), await bot().visit("Olivia")];
  for (const each of [ada, olivia]) await each.types("/access package Typed below");
  await ada.fills("Description", "Still being typed");
  await olivia.fills("Name", "Typed below, anew");
  await olivia.clicks("Save");
  await ada.clicks("Add automatic assignment");
  await ada.chooses("Attribute", "department");
  await ada.fills("Values", "IT");
  await ada.clicks("Next");
  await ada.clicks("Save");
  await ada.waitsToSee(/== Manage package ==[^]*whose department is “IT”/);
  expect(await ada.value("Description")).toBe("Still being typed");
  await ada.clicks("Save");
  expect(await ada.sees()).toMatch(/changed the access package: Name: Typed below → Typed below, anew/);
  await ada.closesAllModals();
});
