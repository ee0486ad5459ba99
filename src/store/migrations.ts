import { projectFile } from "../lib/project-root.ts";

/** Where `drizzle-kit generate` puts the migrations. */
export const MIGRATIONS = { migrationsFolder: projectFile("drizzle") };
