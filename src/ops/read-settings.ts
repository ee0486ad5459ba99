import { readEnvironment } from "../config/environment.ts";
import type { Environment } from "../config/environment.ts";
import { StartFailure } from "../lib/start.ts";
import { readDirectory } from "./people.ts";

/** The settings. Where they cannot be used, the directory file is looked at too, so that one message names every fault. */
export async function readSettings(source: Readonly<Record<string, string | undefined>>): Promise<Environment> {
  try {
    return readEnvironment(source);
  } catch (error) {
    const file = source["DIRECTORY_FILE"]?.trim();
    if (!(error instanceof StartFailure) || !file) throw error;
    const failure: unknown = await readDirectory(file).catch((unusable: unknown) => unusable);
    throw failure instanceof StartFailure ? new StartFailure(`${error.message}\n${failure.message}`) : error;
  }
}
