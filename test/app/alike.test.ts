import { beforeAll, describe, expect, test } from "vitest";
import { nameSubject } from "../../src/app/assignment/name-subject.ts";
import { findCatalogByName } from "../../src/app/catalog/read-catalog.ts";
import { ALIKE_MAX } from "../../src/app/package/find-packages.ts";
import { deletePackage } from "../../src/app/package/delete-package.ts";
import { nameEverPackage, namePackage } from "../../src/app/package/name-package.ts";
import { findPackageByName } from "../../src/app/package/show-package.ts";
import { policyFor, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";

const app = useApp();

const NAMES = [
  "On-call kit",
  "Payroll reports for the finance department",
  "Sales room",
  "Slack administration",
  "Campaign kit",
  "Slack archives",
  "100% remote",
] as const;
let maker: Someone;
let stranger: Someone;
let catalogId: string;

beforeAll(async () => {
  maker = await app.person("Maker");
  stranger = await app.person("Stranger");
  catalogId = (await app.catalog("Aquariums", { roles: [["owner", maker]] })).id;
  for (const name of NAMES) await app.package(name, { catalogId, createdBy: maker });
});

async function alikeTo(text: string, { slackUserId } = maker): Promise<string[]> {
  const named = await namePackage(app.deps, slackUserId, text);
  if (named.kind === "one" || named.isExact) throw new Error("it has that name");
  return named.choices.map(({ name }) => name);
}

describe("a mistyped name leads to the one that was meant:", () => {
  test.each([
    ["two letters swapped", "On-call kti", "On-call kit"],
    ["two letters swapped in a short word", "Slaes", "Sales room"],
    ["two letters swapped in a longer name", "Campaing kit", "Campaign kit"],
    ["a letter too many in a longer name", "Slack  archiives", "Slack archives"],
    ["a letter too few", "Payoll", "Payroll reports for the finance department"],
    ["a letter too many", "payrolll", "Payroll reports for the finance department"],
    ["a wrong letter", "Payboll", "Payroll reports for the finance department"],
    ["a wrong letter in a short word", "Salas", "Sales room"],
    ["a wrong first letter", "Xales room", "Sales room"],
    ["mistakes in several words", "ROOM  SALE5", "Sales room"],
    ["signs that mean something to a search", "100%_remoet", "100% remote"],
  ])("%s", async (_, typed, meant) => {
    expect((await alikeTo(typed))[0]).toBe(meant);
  });

  test("what is like nothing leads to nothing, and so does what is too short or too long to tell", async () => {
    for (const typed of ["Giraffe", "zq", "🚀", "Sales room and more"])
      expect([typed, ...(await alikeTo(typed))]).toEqual([typed]);
  });

  test("the most alike come first, and a few of them are enough", async () => {
    const names = ["Zookeeper", "Zookeeper two", "Zookeepers at large", "Zookeeping", "Zookeeper six", "Zookeeper ten"];
    for (const name of names) await app.package(name, { catalogId, createdBy: maker });
    const found = await alikeTo("Zookepeer");
    expect(found[0]).toBe("Zookeeper");
    expect(found).toHaveLength(ALIKE_MAX);
  });

  test("nothing is guessed where names hold the text", async () => {
    expect(await alikeTo("Sales")).toEqual(["Sales room"]);
  });
});

test("whoever names a package is asked whether they mean one of these", async () => {
  const asked = { kind: "choices", isExact: false, choices: [{ name: "On-call kit" }] };
  const { slackUserId } = maker;
  expect(await namePackage(app.deps, slackUserId, "On-call kti")).toMatchObject(asked);
  expect(await findPackageByName(app.deps, slackUserId, "On-call kti")).toMatchObject(asked);
  expect(await nameEverPackage(app.deps, slackUserId, "On-call kti", "package.view")).toMatchObject(asked);
  expect(await nameSubject(app.deps, slackUserId, "On-call kti")).toMatchObject({ ...asked, resources: [] });
});

test("nobody is shown what they may not see", async () => {
  const { slackUserId } = stranger;
  expect(await alikeTo("On-call kti", stranger)).toEqual([]);
  expect(await alikeTo("On-call kti", await app.administrator())).toEqual(["On-call kit"]);
  expect(await namePackage(app.deps, slackUserId, "On-call kti")).toMatchObject({ choices: [] });
  expect(await nameSubject(app.deps, slackUserId, "On-call kti")).toMatchObject({ choices: [], resources: [] });
});

test("a package that anybody may request is offered to them, unless it is hidden", async () => {
  const policies = [policyFor({ scope: "allMemberUsers" })];
  await app.package("Kaleidoscope", { catalogId, createdBy: maker, policies });
  await app.package("Kaleidoscope, hidden", { catalogId, createdBy: maker, policies, isHidden: true });
  expect(await alikeTo("Kaleidosope", stranger)).toEqual(["Kaleidoscope"]);
  expect(await alikeTo("Kaleidosope")).toEqual(["Kaleidoscope", "Kaleidoscope, hidden"]);
});

test("a deleted package is offered where its history is asked for, to whoever may look into its catalog", async () => {
  const { slackUserId } = maker;
  const packageId = await app.package("Planetarium", { catalogId, createdBy: maker });
  await deletePackage(app.deps, slackUserId, { packageId });
  const gone = {
    kind: "choices",
    isExact: false,
    choices: [{ id: packageId, name: "Planetarium", deletedAt: app.now }],
  };
  for (const asker of [slackUserId, (await app.administrator()).slackUserId]) {
    expect(await nameEverPackage(app.deps, asker, "Planetaruim", "package.view")).toMatchObject(gone);
    expect(await nameSubject(app.deps, asker, "Planetaruim")).toMatchObject(gone);
  }
  expect(await alikeTo("Planetaruim")).toEqual([]);
  expect(await nameEverPackage(app.deps, stranger.slackUserId, "Planetaruim", "package.view")).toMatchObject({
    choices: [],
  });
});

test("a catalog is offered to whoever holds a role in it, and to a user administrator", async () => {
  const named = ({ slackUserId }: Someone) => findCatalogByName(app.deps, slackUserId, "Aquairums");
  expect(await named(maker)).toMatchObject({ choices: [{ id: catalogId }] });
  expect(await named(await app.administrator())).toMatchObject({ choices: [{ id: catalogId }] });
  expect(await named(stranger)).toEqual({ choices: [] });
});

test("of packages and resources the most alike are offered, in all as many as of packages alone", async () => {
  const keeper = await app.person("Keeper");
  const resources = [];
  for (const ending of ["", "s", " one", " two", " three"]) resources.push(await app.resource(`Hippodrome${ending}`));
  const { id } = await app.catalog("Arenas", { roles: [["owner", keeper]], resources });
  await app.package("Hippodrome", { catalogId: id, createdBy: keeper });
  const named = await nameSubject(app.deps, keeper.slackUserId, "Hipodrome");
  if (named.kind === "one") throw new Error("it has another name");
  expect(named.choices).toHaveLength(1);
  expect(named.resources).toHaveLength(ALIKE_MAX - 1);
  expect(await nameSubject(app.deps, stranger.slackUserId, "Hipodrome")).toMatchObject({ choices: [], resources: [] });
});
