const UNIQUE_VIOLATION = "23505";
const DEADLOCK = "40P01";

/**
 * Whether the change failed because of another one in the same moment, so that doing it again gives an answer: a row
 * with the same unique value was stored first, or each waited for a row of the other. Looks through wrapped errors.
 */
export function isClash(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && (cause.code === UNIQUE_VIOLATION || cause.code === DEADLOCK)) return true;
  }
  return false;
}
