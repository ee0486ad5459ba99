import type { OpenLine } from "../../domain/packages-as-code/plan.ts";
import type { StoredCatalog, StoredPackage } from "../../domain/packages-as-code/stored-packages.ts";
import type { CatalogWish, PackageWish } from "../../domain/packages-as-code/wishes.ts";
import { nameKey } from "../../lib/text.ts";
import { importAutomatic } from "./import-automatic.ts";
import { finishCatalog, openCatalog } from "./import-catalog.ts";
import { finishPackage, importPolicies, openPackage } from "./import-package.ts";
import type { Importing } from "./importing.ts";

/** A catalog or package of the file that stands here by now. */
interface Opened<Wish, Stored> {
  wish: Wish;
  line: OpenLine;
  stored: Stored;
}

/**
 * Imports everything that is wished for: catalogs with their resources, packages, policies and rules first, then what may point
 * to another package of the file, and the catalogs' own settings and roles last. Gives the catalogs that stand here now,
 * as the file calls them.
 */
export async function importAll(
  importing: Importing,
  wishes: readonly CatalogWish[],
  catalogs: readonly StoredCatalog[],
): Promise<{ id: string; name: string }[]> {
  const opened: Opened<CatalogWish, StoredCatalog>[] = [];
  const packages: Opened<PackageWish, StoredPackage>[] = [];
  const stands = new Map(catalogs.map((catalog) => [nameKey(catalog.name), catalog]));
  for (const wish of wishes) {
    const line = importing.line("catalog", [wish.name]);
    const stored = await openCatalog(importing, line, wish, stands.get(nameKey(wish.name)));
    if (stored) {
      opened.push({ wish, line, stored });
      packages.push(...(await importPackagesOf(importing, wish, stored)));
    } else refuseAll(importing, wish);
  }
  for (const { wish, line, stored } of packages) await finishPackage(importing, line, wish, stored);
  for (const { wish, line, stored } of opened) await finishCatalog(importing, line, wish, stored);
  return opened.map(({ stored: { id }, wish: { name } }) => ({ id, name }));
}

async function importPackagesOf(
  importing: Importing,
  wish: CatalogWish,
  catalog: StoredCatalog,
): Promise<Opened<PackageWish, StoredPackage>[]> {
  const opened: Opened<PackageWish, StoredPackage>[] = [];
  const stands = new Map(catalog.packages.map((each) => [nameKey(each.name), each]));
  for (const each of wish.packages) {
    const path = [wish.name, each.name];
    const line = importing.line("package", path);
    const before = stands.get(nameKey(each.name));
    const stored = await openPackage(importing, line, { catalog, wish: each, stored: before });
    if (stored) {
      importing.made({ catalog: wish.name, package: each.name }, stored.id);
      opened.push({ wish: each, line, stored });
      await importPolicies(importing, path, each, stored);
      await importAutomatic(importing, path, each, stored);
    } else refusePartsOf(importing, path, each);
  }
  return opened;
}

function refuseAll(importing: Importing, { name, packages }: CatalogWish): void {
  for (const each of packages) {
    const path = [name, each.name];
    importing.line("package", path).refuseWith("catalog");
    refusePartsOf(importing, path, each);
  }
}

function refusePartsOf(importing: Importing, path: readonly string[], { policies, automatic }: PackageWish): void {
  for (const { name } of policies) importing.line("policy", [...path, name]).refuseWith("package");
  if (automatic) importing.line("rule", path).refuseWith("package");
}
