import { packageById } from "../../store/query/package.ts";
import type { AppDeps } from "../deps.ts";

/** The name of a package that the person has just made. */
export async function readPackageName({ database }: AppDeps, packageId: string): Promise<string> {
  return (await packageById(database.read, packageId))?.name ?? "";
}
