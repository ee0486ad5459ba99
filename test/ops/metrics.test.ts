import { expect, test } from "vitest";
import { createMetrics } from "../../src/ops/metrics.ts";

const queueLines = (body: string) => body.split("\n").filter((line) => line.startsWith("access_packages_queue"));

test("a scrape tells of the queue as it is now, and of nothing while it is out of reach", async () => {
  const metrics = createMetrics();
  let isReachable = true;
  metrics.watchQueue(async () => {
    if (!isReachable) throw new Error("out of reach");
    return { jobs: { waiting: 3 }, oldestSeconds: 7 };
  });
  const now = async () => queueLines((await metrics.text()).body);
  const reached = ["access_packages_queue_oldest_seconds 7", 'access_packages_queue_jobs{state="waiting"} 3'];
  expect(await now()).toEqual(reached);
  isReachable = false;
  expect(await now()).toEqual(["access_packages_queue_oldest_seconds Nan"]);
  isReachable = true;
  expect(await now()).toEqual(reached);
});
