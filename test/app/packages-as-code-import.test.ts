import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { UnknownNames } from "../../src/app/packages-as-code/import-packages.ts";
import { parsePackages } from "../../src/connectors/packages-file/read-packages-file.ts";
import { FileFault } from "../../src/lib/file-problem.ts";
import { catalog } from "../../src/store/schema/catalog.ts";
import { audit, outbox } from "../../src/store/schema/journal.ts";
import { resource } from "../../src/store/schema/resource.ts";
import { onRealEngines } from "../support/engines.ts";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { auditRows, exported, imports, inShort, richCatalog, wipe } from "./packages-as-code.ts";
import type { Rich } from "./packages-as-code.ts";

const app = useApp();
let rich: Rich;
let administrator: Someone;

beforeEach(async () => {
  await wipe(app);
  if (!rich) {
    rich = await richCatalog(app);
    administrator = await app.administrator();
    whole = await exported(app);
  }
  await imports(app, administrator, whole);
});

let whole = "";

describe("export, wipe, import", () => {
  test("gives the same export; a second import changes nothing", async () => {
    await wipe(app);
    expect(await exported(app)).not.toBe(whole);

    const plan = await imports(app, administrator, whole);

    expect(plan.isStored).toBe(true);
    expect(await exported(app)).toBe(whole);
    const before = await auditRows(app);
    const again = await imports(app, administrator, whole);
    expect(new Set(again.lines.map(({ verdict }) => verdict))).toEqual(new Set(["noChange"]));
    expect(await auditRows(app)).toBe(before);
  });

  test("a dry run says the same and stores nothing", async () => {
    await wipe(app);
    const empty = await exported(app);

    const plan = await imports(app, administrator, whole, true);

    expect(plan.isStored).toBe(false);
    expect(inShort(plan)).toContain(`create policy ${rich.catalog} / Press kit / Policy 0`);
    expect(await exported(app)).toBe(empty);
  });
});

describe("a file that says something else", () => {
  test("changes that alone; what is not in it stays", async () => {
    const changed = { name: rich.catalog, packages: [{ name: "press  KIT", description: "New", policies: [] }] };

    const plan = await imports(app, administrator, { catalogs: [changed] });

    expect(inShort(plan)).toEqual([
      `noChange catalog ${rich.catalog}`,
      `change package ${rich.catalog} / press  KIT (name, description)`,
    ]);
    expect(await exported(app)).toBe(
      whole.replace(/name: Press kit\n(\s+)description: About it/, "name: press KIT\n$1description: New"),
    );
  });

  test("holders follow changed resource roles, and the commands' own audit rows are written", async () => {
    const before = await auditRows(app);
    await imports(app, administrator, whole.replace("role: Members", "role: Owners"));

    const rows = await app.db.select().from(audit).orderBy(audit.id).offset(before);
    expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["package.resourceRolesChanged", administrator.id],
      ["catalog.imported", administrator.id],
    ]);
    const packageId = rows[0]?.targetId;
    const jobs = await app.db.select().from(outbox).where(eq(outbox.job, "package.reachHolders"));
    expect(jobs.map(({ payload }) => payload)).toContainEqual({ packageId });
  });

  test("a changed policy is changed, whatever the order of those whom it names", async () => {
    const reordered = whole.replace(
      /- amir@example.com\n(\s+)- olivia@example.com/,
      "- olivia@example.com\n$1- amir@example.com",
    );
    expect(reordered).not.toBe(whole);
    expect((await imports(app, administrator, reordered)).lines.every(({ verdict }) => verdict === "noChange")).toBe(
      true,
    );

    const plan = await imports(app, administrator, whole.replace("decisionDays: 5", "decisionDays: 6"));
    expect(inShort(plan)).toContain(`change policy ${rich.catalog} / Press kit / Policy 0 (settings)`);
    expect(await exported(app)).toBe(whole.replace("decisionDays: 5", "decisionDays: 6"));
  });
});

test("what the forms would tidy is the same when it comes again", async () => {
  const policy = {
    name: " By  hand ",
    isEnabled: true,
    requestors: { scope: "allMemberUsers" as const },
    approval: { stages: [], isRequestorJustificationRequired: true },
    expiration: { type: "noExpiration" as const },
    extension: { isAllowed: true, isApprovalRequired: true },
    questions: [{ kind: "shortText" as const, text: "What  for?", isRequired: true }],
    review: null,
    isOnBehalfAllowed: false,
  };
  const packages = [{ name: "Untidy  kit", description: "Kit ", policies: [policy] }];
  const file = { catalogs: [{ name: rich.catalog, packages }] };

  expect((await imports(app, administrator, file)).isStored).toBe(true);
  expect(inShort(await imports(app, administrator, file)).filter((line) => !line.startsWith("noChange"))).toEqual([]);
});

describe.runIf(onRealEngines)("at the same moment", () => {
  test("two imports of the same file make everything once", async () => {
    await wipe(app);
    const plans = await Promise.all([imports(app, administrator, whole), imports(app, administrator, whole)]);
    expect(plans.map(({ isStored }) => isStored)).toEqual([true, true]);
    expect(await exported(app)).toBe(whole);
  });
});

describe("refused", () => {
  test("one refusal, and nothing is stored; everything is looked at all the same", async () => {
    const before = await auditRows(app);
    const file = whole
      .replace("description: About it", "description: Something else")
      .replace("decisionDays: 5", "decisionDays: 3");

    const plan = await imports(app, administrator, file);

    expect(plan.isStored).toBe(false);
    expect(inShort(plan)).toContain(
      `refuse policy ${rich.catalog} / Press kit / Policy 0 (settings, alternatesNeedDays)`,
    );
    expect(inShort(plan)).toContain(`change catalog ${rich.catalog} (description)`);
    expect(await exported(app)).toBe(whole);
    expect(await auditRows(app)).toBe(before);
  });

  test("what the person may not do: a package manager changes packages and not the catalog", async () => {
    const manager = await app.person("Manager");
    await app.give(await catalogId(), "packageManager", manager.id);
    const described = (text: string, description: string) => ({
      catalogs: [{ name: rich.catalog, description, packages: [{ name: "Photos", description: text, policies: [] }] }],
    });

    expect(inShort(await imports(app, manager, described("All of them", "Mine now")))).toEqual([
      `refuse catalog ${rich.catalog} (description, notPermitted)`,
      `change package ${rich.catalog} / Photos (description)`,
    ]);
    expect((await imports(app, manager, described("All of them", "About it"))).isStored).toBe(true);
    const stranger = await app.person("Stranger");
    expect(
      inShort(await imports(app, stranger, { catalogs: [{ name: "Mine", packages: [{ name: "P", policies: [] }] }] })),
    ).toEqual(["refuse catalog Mine (notPermitted)", "refuse package Mine / P (catalog)"]);
  });

  test("a role that its resource offers no more may stay where it is given, and not come anew", async () => {
    await app.db
      .update(resource)
      .set({ roles: ["Owners"] })
      .where(eq(resource.originId, "site-brand"));
    expect((await imports(app, administrator, whole)).isStored).toBe(true);

    await wipe(app);
    await expect(imports(app, administrator, whole)).rejects.toThrow(UnknownNames);
    await app.db
      .update(resource)
      .set({ roles: ["Members", "Owners"] })
      .where(eq(resource.originId, "site-brand"));
  });
});

test("whoever imports a new catalog owns it only where the file says so", async () => {
  const file = {
    catalogs: [{ name: "Sales", description: "Selling", members: { owner: ["olivia@example.com"] }, packages: [] }],
  };
  expect((await imports(app, administrator, file)).isStored).toBe(true);
  expect(await exported(app)).toMatch(/name: Sales\n(.*\n)+?\s+owner:\n\s+- olivia@example\.com\n\s+packageManager/);
});

describe("a file that cannot be used says what is wrong with it, line by line", () => {
  const lines = [
    "catalogs:",
    "  - name: One",
    "    colour: red",
    "    members: { owner: [nobody@example.com, '@nobodies'] }",
    "    resources: [{ type: group, id: grp-none }]",
    "  - name: ONE",
    "    packages:",
    "      - name: Kit",
    "        resourceRoles: [{ type: site, id: site-brand, role: King }]",
    "        incompatiblePackages: [{ catalog: One, package: Nothing }]",
  ];

  test("its form and names that stand twice", () => {
    const parse = (text: string) => () => parsePackages(text, "packages.yaml");
    expect(parse(lines.join("\n"))).toThrow(
      new FileFault(["packages.yaml:3: catalogs[0].colour: is not a field that is known here"]),
    );
    expect(parse(lines.toSpliced(2, 1).join("\n"))).toThrow(
      "packages.yaml:5: catalogs[1].name: ONE is listed already on line 2",
    );
    expect(parse("catalogs: [{ name: A, isEnabled: often }]")).toThrow("isEnabled: must be true or false");
  });

  test("what is not known here", async () => {
    const text = lines.toSpliced(2, 1).join("\n").replace("ONE", "Two");
    const { faultOf } = parsePackages(text, "packages.yaml");
    const failure = await imports(app, administrator, text).catch((error: unknown) => error);
    const problems = failure instanceof UnknownNames ? failure.problems : [];
    expect(faultOf(problems).lines).toEqual([
      "packages.yaml:3: catalogs[0].members.owner[0]: nobody@example.com is no person who is known here",
      "packages.yaml:3: catalogs[0].members.owner[1]: @nobodies is no user group that is known here",
      "packages.yaml:4: catalogs[0].resources[0].id: grp-none is no group that is known here",
      expect.stringMatching(/^packages\.yaml:8: .*role: Brand \d+ has no role King; it has Members, Owners$/),
      "packages.yaml:9: catalogs[1].packages[0].incompatiblePackages[0].package: the catalog One has no package Nothing, neither here nor in this file",
    ]);
  });
});

async function catalogId(): Promise<string> {
  const [row] = await app.db.select().from(catalog).where(eq(catalog.name, rich.catalog));
  return row?.id ?? "";
}
