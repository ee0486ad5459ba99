import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Variables } from "../../src/config/environment.ts";
import { createMetrics } from "../../src/ops/metrics.ts";

const doc = readFileSync("docs/operating.md", "utf8");
const section = (title: string) => doc.split(/^## /m).find((part) => part.startsWith(title)) ?? "";
/** The names in the first column of the section's tables. */
const named = (title: string) =>
  section(title)
    .split("\n")
    .flatMap((line) => (/^\| *`/.test(line) ? [...(line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)] : []))
    .map(([, name]) => name);

test("the table of variables names exactly those of the schema", () => {
  expect(new Set(named("Variables"))).toEqual(new Set(Object.keys(Variables.shape)));
});

test("the table of metrics names exactly ours", async () => {
  const metrics = createMetrics();
  metrics.watchQueue(async () => ({ jobs: {}, oldestSeconds: 0 }));
  const { body } = await metrics.text();
  const ours = [...body.matchAll(/^# TYPE (access_packages_\w+)/gm)].map(([, name]) => name);
  const told = named("Health and metrics").filter((name) => name?.startsWith("access_packages_"));
  expect(new Set(told)).toEqual(new Set(ours));
});
