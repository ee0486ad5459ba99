import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { StartFailure } from "../lib/start.ts";

/** Where the embedded database's files lie, held for this process alone. */
export interface HeldDirectory {
  databaseFiles: string;
  release(): Promise<void>;
}

/** The database's files in a data directory. */
export function databaseFilesIn(dataDir: string): string {
  return join(resolve(dataDir), "postgres");
}

/**
 * Makes the directory and takes it for this process. PGlite itself does not notice a second process on the same
 * files, and two would destroy them.
 */
export async function holdDataDirectory(dataDir: string): Promise<HeldDirectory> {
  const directory = resolve(dataDir);
  const lock = join(directory, "process.lock");
  try {
    await mkdir(directory, { recursive: true });
    await takeLock(lock);
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(
      `The data directory ${directory} cannot be used: ${String(error)}. Choose another with DATA_DIR.`,
    );
  }
  return { databaseFiles: databaseFilesIn(dataDir), release: () => rm(lock, { force: true }) };
}

async function takeLock(lock: string): Promise<void> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    const holder = Number(await readFile(lock, "utf8"));
    if (isRunning(holder))
      throw new StartFailure(
        `The embedded database is in use by process ${holder} (${lock}). Stop that process, or set DATA_DIR to another directory. To run several processes, set DATABASE_URL and REDIS_URL.`,
      );
    await rm(lock, { force: true });
    await takeLock(lock);
  }
}

/** A lock with our own number is left from an earlier life: in a container every process has the same number. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
