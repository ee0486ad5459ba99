import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { catalog } from "../schema/catalog.ts";
import { accessPackage } from "../schema/package.ts";
import { retired } from "../schema/retired.ts";
import type { Transaction } from "../database.ts";

/** Keeps the name of what is being deleted. */
export async function retire(tx: Transaction, row: typeof retired.$inferInsert): Promise<void> {
  await tx.insert(retired).values(row);
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
