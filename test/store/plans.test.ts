/** Issue 4, section 7: nothing that a person or a job does reads a large table whole. */
import { PgliteSession } from "drizzle-orm/pglite";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { rowsOf } from "../../src/store/query/rows.ts";
import { decidedBy, offers, requests } from "../spec/offers.ts";
import { opensWizard } from "../spec/wizard.ts";
import { useBot } from "../support/bot.ts";
import { addManyRows, LARGE_TABLES } from "../support/many-rows.ts";

const bot = useBot();

interface Asked {
  text: string;
  params: unknown[];
}

/** Every statement that is sent meanwhile, each text once. */
async function statementsOf(work: () => Promise<unknown>): Promise<Asked[]> {
  const asked = new Map<string, Asked>();
  const undo = [PgliteSession, PostgresJsSession].map(({ prototype }) => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called on what it belongs to
    const { prepareQuery } = prototype;
    prototype.prepareQuery = function prepare(this: never, ...prepared: Parameters<typeof prepareQuery>) {
      const [{ sql: text, params }] = prepared;
      if (/^\s*(with|select|update|delete)\b/i.test(text)) asked.set(text, { text, params });
      return prepareQuery.apply(this, prepared);
    } as typeof prepareQuery;
    return () => (prototype.prepareQuery = prepareQuery);
  });
  try {
    await work();
  } finally {
    for (const each of undo) each();
  }
  return [...asked.values()];
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  const text = typeof value === "string" ? value : value instanceof Date ? value.toISOString() : JSON.stringify(value);
  return `'${text.replaceAll("'", "''")}'`;
}

/** The large tables that the statement reads from end to end, planned once for all values, as the bot has it planned. */
async function readWhole({ text, params }: Asked): Promise<string[]> {
  let plan: PlanNode | undefined;
  await bot().database.transact(async (tx) => {
    await tx.execute(sql.raw("set local plan_cache_mode = force_generic_plan; "));
    await tx.execute(sql.raw("set local max_parallel_workers_per_gather = 0"));
    await tx.execute(sql.raw("set local jit = off"));
    await tx.execute(sql.raw("set local random_page_cost = 1.1"));
    await tx.execute(sql.raw(`prepare asked as ${text}`));
    const values = params.length === 0 ? "" : `(${params.map(literal).join(", ")})`;
    const [row] = await rowsOf<Record<string, [{ Plan: PlanNode }]>>(
      tx,
      sql.raw(`explain (format json) execute asked${values}`),
    );
    plan = Object.values(row ?? {})[0]?.[0].Plan;
    await tx.execute(sql.raw("deallocate asked"));
  });
  const nodes = (node: PlanNode | undefined): PlanNode[] => (node ? [node, ...(node.Plans ?? []).flatMap(nodes)] : []);
  const large: readonly string[] = LARGE_TABLES;
  return nodes(plan).flatMap((node) =>
    node["Node Type"] === "Seq Scan" && large.includes(node["Relation Name"] ?? "")
      ? [node["Relation Name"] ?? ""]
      : [],
  );
}

/** What must read a whole table, and why. */
const EXEMPT: readonly (readonly [part: RegExp, because: string])[] = [
  [
    /as unmanaged\s+from "person"/,
    "where a scope names nobody, everybody is counted, as a dry run says how many could ask",
  ],
  [/order by value desc, name limit/, "the report of an administrator counts over all catalogs"],
  [
    /count\(\*\)::int as promised/,
    "time travel counts all that was promised; it is never switched on where people work",
  ],
];

async function wholeReads(work: () => Promise<unknown>): Promise<string[]> {
  const found: string[] = [];
  for (const asked of await statementsOf(work)) {
    if (EXEMPT.some(([part]) => part.test(asked.text))) continue;
    const tables = await readWhole(asked);
    if (tables.length > 0)
      found.push(`${[...new Set(tables)].join(", ")}: ${asked.text.replaceAll(/\s+/g, " ").slice(0, 400)}`);
  }
  return found;
}

async function types(name: string, text: string): Promise<void> {
  const visitor = await bot().visit(name);
  await visitor.types(text);
  if ((await visitor.title()) !== undefined) await visitor.closesAllModals();
}

describe("no large table is read whole", () => {
  beforeAll(async () => {
    await addManyRows(bot().database);
    await offers(bot(), "Kestrel", { policies: [decidedBy(bot(), ["Max", "Alan"])] });
    await requests(await bot().visit("Tim"), "Kestrel");
    await bot().settles();
  }, 60_000);

  const COMMANDS = [
    "find",
    "find kest",
    "find zzzzz",
    "show Kestrel",
    "show Kesrtel",
    "catalogs",
    "catalog Marketing",
    "catalog Markteing",
    "package Kestrel",
    "assign Kestrel",
    "explain Kestrel",
    "explain Kestrel @Rosa",
    "who Kestrel",
    "who @Rosa",
    "who Payroll",
    "who Payrol1",
    "who Kestrel for evreybody",
    "who Kestrel on 2026-01-05",
    "who @Rosa on 2026-01-05",
    "who Payroll on 2026-01-05",
    "history Kestrel",
    "history Kestrel too",
    "history Kestrel for evreybody",
    "history catalog Marketing",
    "history catalog Nowhere",
    "history @Rosa",
    "mine",
    "approvals",
    "reviews",
    "report",
    "delegate",
    "request Kestrel",
    "request",
  ];
  for (const person of ["Ada", "Olivia", "Rosa"])
    test.each(COMMANDS)(`${person}: /access %s`, async (command) => {
      expect(await wholeReads(() => types(person, `/access ${command}`))).toEqual([]);
    });

  test.each(["Ada", "Olivia", "Rosa"])("the Home tab of %s", async (person) => {
    const visitor = await bot().visit(person);
    expect(await wholeReads(() => visitor.opensHome())).toEqual([]);
  });

  test("the wizard's first steps, and what its selects offer", async () => {
    const olivia = await bot().visit("Olivia");
    const reads = await wholeReads(async () => {
      await opensWizard(olivia);
      await olivia.options("Catalog", "mark");
      await olivia.fills("Display name", "Planned");
      await olivia.fills("Description", "All of it");
      await olivia.chooses("Catalog", "Marketing");
      await olivia.clicks("Next");
      await olivia.clicks("Groups");
      await olivia.options("Groups", "new");
    });
    expect(reads).toEqual([]);
    await olivia.closesAllModals();
  });

  test("a request, its decision, and the jobs that follow", async () => {
    const reads = await wholeReads(async () => {
      await requests(await bot().visit("Rosa"), "Kestrel");
      await bot().settles();
      const max = await bot().visit("Max");
      await max.types("/access approvals");
      await max.clicks("Approve");
      await bot().settles();
    });
    expect(reads).toEqual([]);
  });

  test("what happens by itself in a day", async () => {
    expect(await wholeReads(() => bot().timePasses({ days: 1 }))).toEqual([]);
  });

  test("and where one was, it would be seen", async () => {
    const reads = await wholeReads(() =>
      bot().database.read.execute(sql`select count(*) from request where justification = 'x'`),
    );
    expect(reads).toEqual([expect.stringMatching(/^request: select count/)]);
  });
});
