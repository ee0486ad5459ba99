import postgres from "postgres";

/** Real services to test on; `databaseUrl` names any database in which databases may be made. */
export interface RealEngines {
  databaseUrl: string;
  redisUrl: string;
}

/** The real services of the environment, or none. One without the other is a mistake, never a reason to skip. */
export function realEngines(): RealEngines | undefined {
  const { TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl } = process.env;
  if (!databaseUrl && !redisUrl) return undefined;
  if (!databaseUrl || !redisUrl) throw new Error("Set TEST_DATABASE_URL and TEST_REDIS_URL together, or neither.");
  return { databaseUrl, redisUrl };
}

/** The same server, another database. */
export function databaseUrl(real: RealEngines, name: string): string {
  const url = new URL(real.databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement on the server, outside of the tested databases. */
export async function administer(
  real: RealEngines,
  statement: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>,
): Promise<void> {
  const client = postgres(real.databaseUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await statement(client);
  } finally {
    await client.end({ timeout: 5 });
  }
}
