import { customType } from "drizzle-orm/pg-core";

/** A name in the form in which names are compared (lib/text.ts nameKey), in byte order, so that one index serves equality, prefixes and sorting. */
export const nameKeyColumn = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
