const UNIQUE_VIOLATION = "23505";

/** Whether the change failed because a row with the same unique value was stored first. Looks through wrapped errors. */
export function isClash(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && cause.code === UNIQUE_VIOLATION) return true;
  }
  return false;
}
