import { z } from "zod";

/** Where the next page of a list by time begins, as `More` carries it. */
export const MomentCursor = z.object({ at: z.coerce.date(), id: z.uuid() });
