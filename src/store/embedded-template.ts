import { createHash } from "node:crypto";
import { existsSync, openAsBlob } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFile } from "../lib/project-root.ts";
import { MIGRATIONS } from "./migrations.ts";

/** Where the ready-made embedded database lies; another file for each set of migrations and packages. */
export async function templatePath(): Promise<string> {
  const hash = createHash("sha256");
  const migrations = (await readdir(MIGRATIONS.migrationsFolder)).filter((name) => name.endsWith(".sql")).toSorted();
  const files = [
    ...migrations.map((name) => join(MIGRATIONS.migrationsFolder, name)),
    projectFile("package-lock.json"),
  ];
  for (const file of files) hash.update(await readFile(file));
  return projectFile("node_modules", ".cache", "access-packages", `database-${hash.digest("hex").slice(0, 16)}.tar`);
}

/** The ready-made embedded database, if the installation has made one. */
export async function openTemplate(): Promise<Blob | undefined> {
  const path = await templatePath();
  return existsSync(path) ? openAsBlob(path) : undefined;
}
