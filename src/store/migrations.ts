import { fileURLToPath } from "node:url";

/** Where `drizzle-kit generate` puts the migrations. */
export const MIGRATIONS = { migrationsFolder: fileURLToPath(new URL("../../drizzle", import.meta.url)) };
