import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { synchroniseDirectory } from "../../src/app/directory/synchronise-directory.ts";
import { storeSampleCatalogs } from "../../src/app/sample/store-sample-catalogs.ts";
import { readDirectoryFile } from "../../src/connectors/local-directory/read-directory-file.ts";
import { SAMPLE_DIRECTORY_FILE } from "../../src/connectors/local-directory/sample-directory.ts";
import { person } from "../../src/store/schema/person.ts";
import { openEmbedded } from "../../src/store/open-embedded.ts";
import { onOwnMachine } from "../support/program.ts";
import { depsFor } from "../app/directory-support.ts";

const GRAPH_SAMPLE = fileURLToPath(new URL("../connectors/graph/sample.json", import.meta.url));
const OLIVIA = "olivia@example.com";

it("npm run packages exports, plans and imports, and its exit code tells how it went", async () => {
  await onOwnMachine(async ({ directory, runs }) => {
    const packages = (...options: string[]) => runs("packages", options, { USER_ADMINISTRATORS: OLIVIA }).ended;
    const at = (name: string) => join(directory, name);
    expect(await packages("export")).toMatchObject({ code: 2, said: expect.stringContaining("There is no database") });

    const database = await openEmbedded(at("data"));
    const deps = depsFor(database);
    await synchroniseDirectory(deps, await readDirectoryFile(SAMPLE_DIRECTORY_FILE));
    await storeSampleCatalogs(deps);
    await database.read
      .update(person)
      .set({ slackUserId: "U0OLIVIA", slackState: "active" })
      .where(eq(person.email, OLIVIA));
    await database.close();

    expect((await packages("export", at("all.yaml"))).code).toBe(0);
    const whole = await readFile(at("all.yaml"), "utf8");
    expect(whole).toContain("name: On-call kit");
    expect(await packages("import", at("all.yaml"))).toMatchObject({
      code: 0,
      said: expect.stringMatching(/no change +package +Engineering \/ On-call kit\n(.*\n)+0 to create, 0 to change/),
    });

    await writeFile(at("changed.yaml"), whole.replace("days: 30", "days: 60"));
    const planned = await packages("import", at("changed.yaml"), "--dry-run");
    expect(planned).toMatchObject({ code: 0, said: expect.stringMatching(/change +policy .*settings/) });
    expect(planned.said).not.toContain("Imported.");
    expect(await packages("import", at("changed.yaml"), "--as", "nobody@example.com")).toMatchObject({
      code: 2,
      said: expect.stringContaining("Nobody is known here as nobody@example.com"),
    });
    expect(await packages("import", at("changed.yaml"))).toMatchObject({
      code: 0,
      said: expect.stringContaining("Imported."),
    });

    await writeFile(at("refused.yaml"), "catalogs: [{ name: New, description: '' }]");
    expect(await packages("import", at("refused.yaml"))).toMatchObject({
      code: 1,
      said: expect.stringMatching(/refuse +catalog +New +description: .*\n(.*\n)+Nothing was stored\./),
    });
    expect(await packages("import", GRAPH_SAMPLE, "--from-graph", "--dry-run")).toMatchObject({
      code: 1,
      said: expect.stringMatching(
        /Agents: the whole catalog: .*\n(.*\n)+create +catalog +Sales(.*\n)+refuse +policy +General \/ Audit \/ By hand +expirationDate: Choose a date in the future/,
      ),
    });
    await writeFile(at("wrong.yaml"), "catalogs:\n  - nme: New");
    expect(await packages("import", at("wrong.yaml"))).toMatchObject({
      code: 2,
      said: expect.stringContaining("wrong.yaml:2: catalogs[0].nme: is not a field that is known here"),
    });
  });
}, 240_000);
