import type { PackagesFile } from "../../domain/packages-as-code/packages-file.ts";
import { toFile } from "../../domain/packages-as-code/to-file.ts";
import { nameKey } from "../../lib/text.ts";
import { knownSubjects, storedCatalogs } from "../../store/query/packages-as-code.ts";
import type { Reader } from "../../store/database.ts";

/** All catalogs with their packages and policies, or the one of that name; null where no catalog is named so. */
export async function exportPackages(db: Reader, catalogName?: string): Promise<PackagesFile | null> {
  const catalogs = await storedCatalogs(db);
  const isWanted = ({ name }: { name: string }) => catalogName === undefined || nameKey(name) === nameKey(catalogName);
  const wanted = catalogs.filter(isWanted);
  return wanted.length === 0 ? null : toFile(catalogs, await knownSubjects(db), wanted);
}
