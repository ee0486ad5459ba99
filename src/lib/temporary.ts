/** Postgres' own codes (SQLSTATE), the drivers' and the network's, that go away by themselves. */
const TEMPORARY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "40001", // serialization failure
  "40P01", // deadlock
  "25006", // a server that only reads for now, as after a fail-over
  "53100", // the disk is full
  "53200", // out of memory
  "53300", // too many connections
  "55000", // the database takes no connections for now
  "55P03", // lock not available in time
  "57014", // statement took too long
  "57P01", // the server is shutting down
  "57P02",
  "57P03", // the server is starting up
]);

/**
 * Whether the failure will pass without anybody's doing: a lost connection, a server that restarts, a lock held too
 * long. The same thing may simply be tried again. Looks through wrapped errors.
 */
export function isTemporary(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = codeOf(cause);
    if (TEMPORARY.has(code) || code.startsWith("08")) return true;
    if (cause instanceof AggregateError) return cause.errors.some(isTemporary);
  }
  return false;
}

/** The error inside all wrappings: what really happened. */
export function innermost(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (error.cause instanceof Error) return innermost(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  return error;
}

/** The innermost error's code, or its message: enough for a log line, and never a query or its values. */
export function briefly(error: unknown): string {
  const inner = innermost(error);
  return codeOf(inner) || inner.message;
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
