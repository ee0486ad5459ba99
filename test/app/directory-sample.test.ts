import { expect, it } from "vitest";
import { synchroniseDirectory } from "../../src/app/directory/synchronise-directory.ts";
import { storeSampleCatalogs } from "../../src/app/sample/store-sample-catalogs.ts";
import { readDirectoryFile } from "../../src/connectors/local-directory/read-directory-file.ts";
import { SAMPLE_DIRECTORY_FILE } from "../../src/connectors/local-directory/sample-directory.ts";
import { catalogNamed, membersOf } from "../../src/store/query/catalog.ts";
import { catalogResource } from "../../src/store/schema/catalog.ts";
import { useEngines } from "../support/engines.ts";
import { depsFor, stored } from "./directory-support.ts";

const engines = useEngines();

it("the sandbox's directory and catalogs are stored once", async () => {
  const deps = depsFor(engines().database);
  const directory = await readDirectoryFile(SAMPLE_DIRECTORY_FILE);
  await synchroniseDirectory(deps, directory);
  expect(await storeSampleCatalogs(deps)).toEqual(["Marketing", "Engineering"]);
  expect(await storeSampleCatalogs(deps)).toEqual([]);

  const { people, audits } = await stored(engines().database);
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const { read } = engines().database;
  const marketing = await catalogNamed(read, "marketing");
  const members = await membersOf(read, marketing?.id ?? "");
  expect(members.map(({ personId, role }) => `${nameOf.get(personId)}: ${role}`).toSorted()).toEqual([
    "Max Planck: packageManager",
    "Olivia Ostrom: owner",
  ]);
  expect((await read.select().from(catalogResource)).length).toBe(13);
  expect(audits.map(({ action }) => action)).toEqual([
    "directory.synchronised",
    "catalog.created",
    ...Array.from({ length: 7 }, () => "catalog.resourceAdded"),
    "catalog.created",
    ...Array.from({ length: 6 }, () => "catalog.resourceAdded"),
    "package.created",
    "policy.created",
  ]);
});
