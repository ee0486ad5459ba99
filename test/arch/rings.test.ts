import { describe, expect, test } from "vitest";
import { cyclesAmong } from "./cycles.ts";
import { importsOf, sourceFiles, withoutComments } from "./source-files.ts";
import type { Import } from "./source-files.ts";

interface Ring {
  /** What it may import, by the beginning of the path below src; itself always. */
  ours: readonly string[];
  /** What it may import the types of. */
  types?: readonly string[];
  packages: readonly string[];
  /** Whether it may use what Node brings along. */
  node: boolean;
}

/** The table of rings in docs/architecture.md, with the packages that belong to each. */
const RINGS: Readonly<Record<string, Ring>> = {
  lib: { ours: [], packages: ["pino", "temporal-polyfill"], node: true },
  domain: { ours: ["lib/"], packages: ["zod"], node: false },
  app: { ours: ["domain/", "store/", "lib/"], types: ["connectors/"], packages: ["zod"], node: true },
  store: {
    ours: ["domain/", "lib/"],
    packages: ["drizzle-orm", "postgres", "@electric-sql/pglite", "zod"],
    node: true,
  },
  slack: {
    ours: ["app/", "domain/", "lib/"],
    packages: ["@slack/bolt", "@slack/types", "@slack/web-api", "zod"],
    node: true,
  },
  jobs: {
    ours: ["app/", "domain/", "lib/", "slack/notify", "store/query/outbox.ts", "store/database.ts"],
    packages: ["bullmq", "ioredis", "@electric-sql/pglite", "@slack/web-api", "zod"],
    node: true,
  },
  connectors: { ours: ["domain/", "lib/"], packages: ["@slack/web-api", "js-yaml", "zod"], node: true },
  sandbox: { ours: ["lib/"], packages: ["@slack/types", "js-yaml", "yaml", "zod"], node: true },
};

/** What puts the rings together may import whatever it needs. */
const OPEN = ["config", "ops", "compose.ts", "main.ts"];

const files = sourceFiles("src");
const imports = files.flatMap(importsOf);

test("every folder of src is a ring, or puts rings together", () => {
  const folders = new Set(files.map(({ path }) => ringOf(path)));
  expect([...folders].filter((folder) => !(folder in RINGS) && !OPEN.includes(folder))).toEqual([]);
});

describe.each(Object.entries(RINGS))("%s", (name, ring) => {
  const own = imports.filter(({ from }) => ringOf(from) === name);

  test("imports only what its ring may", () => {
    expect(own.filter((each) => !isAllowed(name, ring, each)).map(shown)).toEqual([]);
  });
});

test("no cycles, not even of types", () => {
  expect(cyclesAmong(imports)).toEqual([]);
});

test("relative imports end in the name of a file", () => {
  expect(imports.filter(({ isOurs, specifier }) => isOurs && !/\.(ts|js|json)$/.test(specifier)).map(shown)).toEqual(
    [],
  );
});

test("no barrels: a value is imported from where it is made; types that an answer is made of may be passed on", () => {
  const isValueReExport = /^export (?!type\b)[^;"=(]*\bfrom\s*"\./m;
  const isOnlyReExports = /^(\s*export [^;"=(]*\bfrom\s*"[^"]+";)+\s*$/;
  const barrels = files.filter(({ text }) => isValueReExport.test(text) || isOnlyReExports.test(withoutComments(text)));
  expect(barrels.map(({ path }) => path)).toEqual([]);
});

test("no default exports", () => {
  const offenders = files.filter(({ text }) => /^export default\b|\bas default\b/m.test(withoutComments(text)));
  expect(offenders.map(({ path }) => path)).toEqual([]);
});

test("the domain has no clock, no chance and no process of its own", () => {
  const impure = /\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\bprocess\.|\bcrypto\.|\bperformance\./;
  const offenders = files.filter(({ path, text }) => ringOf(path) === "domain" && impure.test(withoutComments(text)));
  expect(offenders.map(({ path }) => path)).toEqual([]);
});

function isAllowed(name: string, ring: Ring, { to, isOurs, isTypeOnly }: Import): boolean {
  if (!isOurs) return to.startsWith("node:") ? ring.node : ring.packages.includes(to);
  const reach = [`${name}/`, ...ring.ours, ...(isTypeOnly ? (ring.types ?? []) : [])];
  return reach.some((start) => to.startsWith(`src/${start}`));
}

/** The first part of a path below src. */
function ringOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function shown({ from, specifier }: Import): string {
  return `${from} -> ${specifier}`;
}
