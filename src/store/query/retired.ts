import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { nameKey } from "../../lib/text.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage } from "../schema/package.ts";
import { retired } from "../schema/retired.ts";
import type { Reader, Transaction } from "../database.ts";
import { alikeByName } from "./alike.ts";
import type { Likeness } from "./alike.ts";
import { isAmong, uuids } from "./rows.ts";
import type { Searched } from "./search.ts";
import { given } from "./statement.ts";
import type { Source } from "./statement.ts";

/** Keeps the name of what is being deleted. */
export async function retire(tx: Transaction, row: Omit<typeof retired.$inferInsert, "nameKey">): Promise<void> {
  await tx.insert(retired).values({ ...row, nameKey: nameKey(row.name) });
}

const gone = alias(retired, "gone");

/** A package that was deleted, and the catalog that it was in. */
export interface DeletedPackage {
  id: string;
  name: string;
  nameKey: string;
  catalogId: string;
  catalogName: string;
  deletedAt: Date;
}

/** The deleted package with that id. */
export async function deletedPackage(db: Reader, id: string): Promise<DeletedPackage | undefined> {
  const [row] = await deletedPackages(db, eq(gone.id, id), 1);
  return row;
}

/** A catalog that was deleted. */
export interface DeletedCatalog {
  id: string;
  name: string;
  deletedAt: Date;
}

/** The deleted catalog with that id. */
export async function deletedCatalog(db: Reader, id: string): Promise<DeletedCatalog | undefined> {
  const [row] = await deletedCatalogs(db, eq(retired.id, id), 1);
  return row;
}

/** The deleted catalogs of that name, the last first. */
export function deletedCatalogsNamed(db: Reader, name: string, limit: number): Promise<DeletedCatalog[]> {
  return deletedCatalogs(db, eq(retired.nameKey, nameKey(name)), limit);
}

function deletedCatalogs(db: Reader, condition: SQL, limit: number): Promise<DeletedCatalog[]> {
  return db
    .select({ id: retired.id, name: retired.name, deletedAt: retired.deletedAt })
    .from(retired)
    .where(and(eq(retired.kind, "catalog"), condition))
    .orderBy(desc(retired.deletedAt))
    .limit(limit);
}

/** The packages of that name that were deleted from these catalogs, the last first. */
export async function deletedPackagesNamed(
  db: Reader,
  name: string,
  catalogIds: readonly string[] | "all",
  limit: number,
): Promise<DeletedPackage[]> {
  if (catalogIds !== "all" && catalogIds.length === 0) return [];
  const isInSight = catalogIds === "all" ? undefined : isAmong(gone.catalogId, catalogIds);
  return deletedPackages(db, and(eq(gone.nameKey, nameKey(name)), isInSight), limit);
}

/** The packages deleted from these catalogs whose names are most alike to the text; for where none holds it. */
export async function deletedPackagesAlike(
  source: Source,
  text: string,
  catalogIds: readonly string[] | "all",
  limit: number,
): Promise<(DeletedPackage & Likeness)[]> {
  const found =
    catalogIds === "all"
      ? await alikeAll(source, text, limit, {})
      : await alikeSome(source, text, limit, { catalogIds: uuids(catalogIds) });
  return found.map(({ deletedAt, ...row }) => ({ ...row, deletedAt: new Date(deletedAt) }));
}

const DELETED: Searched = {
  table: retired,
  select: sql`${retired.id}, ${retired.name}, ${retired.nameKey} as "nameKey", ${retired.catalogId} as "catalogId",
    coalesce(${catalog.name}, (select past.name from ${retired} as past where past.id = ${retired.catalogId}), '')
      as "catalogName", ${retired.deletedAt}::text as "deletedAt"`,
  joins: sql`left join ${catalog} on ${catalog.id} = ${retired.catalogId}`,
  among: sql`${retired.kind} = 'package'`,
  filter: sql`${retired.kind} = 'package' and ${retired.catalogId} is not null`,
};

type DeletedRow = Omit<DeletedPackage, "deletedAt"> & { deletedAt: string };
const alikeAll = alikeByName<DeletedRow>(DELETED);
const alikeSome = alikeByName<DeletedRow>({
  ...DELETED,
  filter: sql`${DELETED.filter} and ${retired.catalogId} = any(${given("catalogIds")}::text::uuid[])`,
});

async function deletedPackages(db: Reader, condition: SQL | undefined, limit: number): Promise<DeletedPackage[]> {
  const rows = await db
    .select({
      id: gone.id,
      name: gone.name,
      nameKey: gone.nameKey,
      catalogId: gone.catalogId,
      catalogName: catalogNameOf(gone.catalogId),
      deletedAt: gone.deletedAt,
    })
    .from(gone)
    .leftJoin(catalog, eq(catalog.id, gone.catalogId))
    .where(and(eq(gone.kind, "package"), isNotNull(gone.catalogId), condition))
    .orderBy(desc(gone.deletedAt))
    .limit(limit);
  return rows as DeletedPackage[];
}

/** The name of the package with that id, deleted or not; for statements that left join access_package by it. */
export function packageNameOf(id: AnyPgColumn): SQL<string> {
  return nameOr(accessPackage.name, id);
}

/** The name of the catalog with that id, deleted or not; for statements that left join catalog by it. */
export function catalogNameOf(id: AnyPgColumn): SQL<string> {
  return nameOr(catalog.name, id);
}

function nameOr(name: AnyPgColumn, id: AnyPgColumn): SQL<string> {
  return sql<string>`coalesce(${name}, (select ${retired.name} from ${retired} where ${retired.id} = ${id}), '')`;
}
