import { Redis } from "ioredis";

const LOCAL = "redis://127.0.0.1:6379";

/** One of the server's numbered databases that nobody uses, emptied again afterwards. */
export async function takeEmptyRedis(): Promise<{ url: string; release: () => Promise<void> }> {
  const server = new URL(process.env["TEST_REDIS_URL"] ?? process.env["REDIS_URL"] ?? LOCAL);
  for (let number = 15; number > 0; number -= 1) {
    server.pathname = `/${number}`;
    const redis = new Redis(server.href, { maxRetriesPerRequest: 1 });
    if ((await redis.dbsize()) === 0) {
      await redis.set("access-packages-bench", process.pid);
      return { url: server.href, release: () => redis.flushdb().then(() => redis.disconnect()) };
    }
    redis.disconnect();
  }
  throw new Error("Every numbered database of this Redis is in use.");
}
