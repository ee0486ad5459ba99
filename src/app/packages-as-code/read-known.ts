import type { Known } from "../../domain/packages-as-code/stored-packages.ts";
import { knownSubjects } from "../../store/query/packages-as-code.ts";
import type { AppDeps } from "../deps.ts";

/** Whom and what a file can name here: for files in which these are called otherwise. */
export async function readKnown({ database }: Pick<AppDeps, "database">): Promise<Known> {
  return knownSubjects(database.read);
}
