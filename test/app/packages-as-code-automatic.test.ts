import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { evaluateAfter } from "../../src/app/automatic/evaluate-automatic.ts";
import { UnknownNames } from "../../src/app/packages-as-code/import-packages.ts";
import { parsePackages } from "../../src/connectors/packages-file/read-packages-file.ts";
import { catalog, catalogMember } from "../../src/store/schema/catalog.ts";
import { audit, outbox } from "../../src/store/schema/journal.ts";
import { person } from "../../src/store/schema/person.ts";
import { unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { onRealEngines } from "../support/engines.ts";
import { auditRows, exported, imports, inShort, richCatalog, wipe } from "./packages-as-code.ts";
import type { Rich } from "./packages-as-code.ts";

const app = useApp();
let rich: Rich;
let administrator: Someone;
let whole = "";

beforeEach(async () => {
  if (!rich) {
    rich = await richCatalog(app);
    administrator = await app.administrator();
    whole = await exported(app);
  }
  await imports(app, administrator, whole);
});

/** The whole file, with something else in the rule. */
const instead = (from: string, to: string) => {
  expect(whole.split(from)).toHaveLength(2);
  return whole.replace(from, to);
};

const ruleLines = async (by: Someone, file: string, isDryRun = false) =>
  inShort(await imports(app, by, file, isDryRun)).filter((line) => line.split(" ")[1] === "rule");

const pressKit = () => `${rich.catalog} / Press kit`;

const actionsAfter = async (rows: number) =>
  (await app.db.select().from(audit).orderBy(audit.id).offset(rows)).map(({ action }) => action);

describe("a rule of automatic assignment in a file", () => {
  test("is made, and is the same from then on", async () => {
    await wipe(app);
    expect(await ruleLines(administrator, whole, true)).toEqual([`create rule ${pressKit()}`]);
    expect(await ruleLines(administrator, whole)).toEqual([`create rule ${pressKit()}`]);
    expect(await exported(app)).toBe(whole);
    const before = await auditRows(app);
    expect(await ruleLines(administrator, whole)).toEqual([`noChange rule ${pressKit()}`]);
    expect(await auditRows(app)).toBe(before);
  });

  test("is changed as in Slack: the plan names what of it, and people are looked at anew", async () => {
    const before = await auditRows(app);
    const file = instead("graceDays: 7", "graceDays: 0").replace("match: any", "match: all");
    expect(await ruleLines(administrator, file)).toEqual([`change rule ${pressKit()} (match, graceDays)`]);
    expect(await exported(app)).toBe(file);
    expect(await actionsAfter(before)).toEqual(["policy.automaticEdited", "catalog.imported"]);
    const [edited] = await app.db.select().from(audit).orderBy(audit.id).offset(before);
    const jobs = await app.db.select().from(outbox).where(eq(outbox.job, "automatic.evaluate"));
    expect(jobs.map(({ payload }) => payload)).toContainEqual({ causeId: edited?.targetId });
  });

  test("is removed where the file says that there is none, and stays where it says nothing", async () => {
    const said = { name: rich.catalog, packages: [{ name: "Press kit", policies: [] }] };
    await imports(app, administrator, { catalogs: [said] });
    expect(await exported(app)).toBe(whole);

    const none = { ...said, packages: [{ name: "Press kit", policies: [], automaticAssignment: null }] };
    expect(inShort(await imports(app, administrator, { catalogs: [none] }))).toContain(
      `change rule ${pressKit()} (removed)`,
    );
    expect(await exported(app)).not.toContain("department");
    expect(inShort(await imports(app, administrator, { catalogs: [none] }))).toEqual([
      `noChange catalog ${rich.catalog}`,
      `noChange package ${pressKit()}`,
    ]);
  });

  test("is the same where the form would only tidy it", async () => {
    expect(await ruleLines(administrator, instead("- Press\n", "- ' Press '\n"))).toEqual([
      `noChange rule ${pressKit()}`,
    ]);
  });
});

describe("refused is a rule", () => {
  test("that somebody changes who is no administrator; one that stays as it is hinders nobody", async () => {
    const manager = await app.person("Manager");
    const [row] = await app.db.select().from(catalog).where(eq(catalog.name, rich.catalog));
    await app.give(row?.id ?? "", "packageManager", manager.id);
    const mine = (file: string) => ({
      catalogs: parsePackages(file, "packages.yaml")
        .file.catalogs.filter(({ name }) => name === rich.catalog)
        .map(({ name, packages }) => ({ name, packages })),
    });
    expect((await imports(app, manager, mine(whole))).isStored).toBe(true);
    const plan = await imports(app, manager, mine(instead("graceDays: 7", "graceDays: 8")));
    expect(inShort(plan)).toContain(`refuse rule ${pressKit()} (graceDays, notPermitted)`);
    expect(plan.isStored).toBe(false);
    await app.db.delete(catalogMember).where(eq(catalogMember.personId, manager.id));
    expect(await exported(app)).toBe(whole);
  });

  test("that the form would refuse, with the reasons; its package may be refused as well", async () => {
    const several = instead("operator: isOneOf", "operator: is");
    expect(await ruleLines(administrator, several)).toEqual([`refuse rule ${pressKit()} (conditions, oneValueOnly)`]);
    const stranger = await app.person("Stranger");
    const mine = whole.replaceAll(`name: ${rich.catalog}`, "name: Not mine");
    expect(await ruleLines(stranger, mine)).toEqual(["refuse rule Not mine / Press kit (package)"]);
    expect(await exported(app)).toBe(whole);
  });
});

describe("an attribute", () => {
  test("that nobody has is not known, and the file is not used", async () => {
    const file = instead("attribute: city", "attribute: colour");
    const { faultOf } = parsePackages(file, "packages.yaml");
    const failure = await imports(app, administrator, file).catch((error: unknown) => error);
    expect(faultOf(failure instanceof UnknownNames ? failure.problems : []).lines).toEqual([
      expect.stringMatching(
        /^packages\.yaml:\d+: .*automaticAssignment\.conditions\[1\]\.attribute: colour is no attribute that anybody here has$/,
      ),
    ]);
  });

  test("that nobody has any more may stay in the rule that names it", async () => {
    const attributes = (kept: Record<string, string>) =>
      app.db.update(person).set({ attributes: kept }).where(eq(person.directoryState, "present"));
    await attributes({ department: "Press" });
    const file = instead("graceDays: 7", "graceDays: 9");
    expect(await ruleLines(administrator, file)).toEqual([`change rule ${pressKit()} (graceDays)`]);
    await wipe(app);
    await expect(imports(app, administrator, whole)).rejects.toThrow(UnknownNames);
    await attributes({ department: "Press", city: "Bergen" });
  });
});

describe.runIf(onRealEngines)("at the same moment", () => {
  test("people are looked at by the rules while a file changes them", async () => {
    const file = instead("graceDays: 7", "graceDays: 3");
    const [plan] = await Promise.all([
      imports(app, administrator, file),
      ...[1, 2, 3].map(() => evaluateAfter(app.deps, unknownId())),
    ]);
    expect(plan.isStored).toBe(true);
    expect(await exported(app)).toBe(file);
  });
});
