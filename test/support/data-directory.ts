import { openAsBlob } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { afterAll, beforeAll } from "vitest";
import { makeEmbeddedTemplate } from "../../src/ops/make-embedded-template.ts";

/** Makes data directories as an earlier start left them, by name, for one suite. */
export function useDataDirectories(): (name: string) => Promise<string> {
  let directory = "";
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "access-packages-"));
  });
  afterAll(() => rm(directory, { recursive: true }));
  return async (name) => {
    const loadDataDir = await openAsBlob(await makeEmbeddedTemplate());
    const dataDir = join(directory, name, "postgres");
    await mkdir(dataDir, { recursive: true });
    await (await PGlite.create({ dataDir, loadDataDir, extensions: { pg_trgm } })).close();
    return join(directory, name);
  };
}
