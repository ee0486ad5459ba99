import { later } from "../../lib/duration.ts";
import { deleteExpiredDrafts } from "../../store/query/draft.ts";
import { deleteDone } from "../../store/query/outbox.ts";
import { systemCommand } from "../system-command.ts";

const BATCH = 1_000;
/** Long enough to look into what went wrong last week, and for whoever clicks in an old view to be told that it expired. */
const KEPT_DAYS = 7;

/** Deletes promised jobs that were done long ago. */
export const clearOutbox = systemCommand<void, number>({
  name: "outbox.clear",
  run: async ({ tx, now }) => ({ result: await deleteDone(tx, later(now, { days: -KEPT_DAYS }), BATCH), events: [] }),
});

/** Deletes drafts that expired long ago. */
export const clearDrafts = systemCommand<void, number>({
  name: "draft.clear",
  run: async ({ tx, now }) => ({
    result: await deleteExpiredDrafts(tx, later(now, { days: -KEPT_DAYS }), BATCH),
    events: [],
  }),
});
