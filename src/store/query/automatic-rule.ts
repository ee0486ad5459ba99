import { and, asc, eq, sql } from "drizzle-orm";
import { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import type { RuledPerson } from "../../domain/automatic/automatic-rule.ts";
import type { Alike } from "../../domain/automatic/automatic-effect.ts";
import { OPEN_REQUEST_STATES } from "../../domain/request/request.ts";
import { assignment } from "../schema/assignment.ts";
import { automaticBlock, automaticRule } from "../schema/automatic-rule.ts";
import { accessPackage } from "../schema/package.ts";
import { person } from "../schema/person.ts";
import { request } from "../schema/request.ts";
import type { Reader, Transaction, Writing } from "../database.ts";
import { asMoment, asUuids, oneRowOf, rowsOf, uuids, wholeRows } from "./rows.ts";
import { given, statement } from "./statement.ts";

/** A rule, with the package that it assigns. */
export type RuleRow = Omit<typeof automaticRule.$inferSelect, "rule"> & { rule: AutomaticRule };

const RULE = wholeRows(automaticRule);

function parsed(rows: readonly (typeof automaticRule.$inferSelect)[]): RuleRow[] {
  return rows.map(({ rule, ...row }) => ({ ...row, rule: AutomaticRule.parse(rule) }));
}

export async function ruleOf(db: Reader, packageId: string): Promise<RuleRow | undefined> {
  const [row] = parsed(await db.select().from(automaticRule).where(eq(automaticRule.packageId, packageId)));
  return row;
}

/** The package's rule, locked. It is locked before the package. */
export async function lockRuleOf(tx: Transaction, packageId: string): Promise<RuleRow | undefined> {
  const rows = await tx.select().from(automaticRule).where(eq(automaticRule.packageId, packageId)).for("update");
  return parsed(rows)[0];
}

/** Locks all rules: for what changes many packages at once, and then goes on to lock these. */
export async function lockRules(tx: Transaction): Promise<void> {
  await tx.select({ id: automaticRule.id }).from(automaticRule).orderBy(asc(automaticRule.id)).for("update");
}

export async function insertRule(
  tx: Transaction,
  row: Pick<RuleRow, "id" | "packageId" | "rule" | "createdAt" | "evaluateAt">,
): Promise<void> {
  await tx.insert(automaticRule).values(row);
}

/** Stores what the rule says from now on; people are looked at anew. */
export async function updateRule(tx: Transaction, id: string, rule: AutomaticRule, now: Date): Promise<void> {
  const change = { rule, version: sql`${automaticRule.version} + 1`, evaluateAt: now, evaluatedTo: null };
  await tx.update(automaticRule).set(change).where(eq(automaticRule.id, id));
}

export async function deleteRule(tx: Transaction, id: string): Promise<void> {
  await tx.delete(automaticRule).where(eq(automaticRule.id, id));
}

/** Has people looked at anew by the rule of that id; by all rules, where there is none. */
export async function markRulesDue(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update ${automaticRule} set evaluate_at = ${asMoment(now)}, evaluated_to = null
    where ${automaticRule.id} = ${id} or not exists (select from ${automaticRule} as saved where saved.id = ${id})`);
}

/** Has people looked at anew by those rules by which it was done last before that moment; gives how many they are. */
export async function markStaleRulesDue(tx: Transaction, before: Date, now: Date): Promise<number> {
  const marked = await rowsOf(
    tx,
    sql`update ${automaticRule} set evaluate_at = ${asMoment(now)}, evaluated_to = null
      where ${automaticRule.evaluateAt} is null and ${automaticRule.evaluatedAt} <= ${asMoment(before)} returning 1`,
  );
  return marked.length;
}

/** One rule by which people are to be looked at, locked for this evaluation; others pass over it. */
export async function claimDueRule(tx: Transaction, now: Date): Promise<(RuleRow & { catalogId: string }) | undefined> {
  const rows = await RULE.read(
    tx,
    sql`select ${RULE.columns}, ${accessPackage.catalogId} as "catalogId"
      from ${automaticRule} join ${accessPackage} on ${accessPackage.id} = ${automaticRule.packageId}
      where ${automaticRule.evaluateAt} <= ${asMoment(now)}
      order by ${automaticRule.evaluateAt}, ${automaticRule.id} limit 1
      for update of ${sql.identifier("automatic_rule")} skip locked`,
  );
  const [row] = rows as ((typeof rows)[number] & { catalogId: string })[];
  return row && { ...row, rule: AutomaticRule.parse(row.rule) };
}

/** Notes how far the evaluation has come; `null`: everybody has been looked at. */
export async function setEvaluatedTo(tx: Transaction, id: string, personId: string | null, now: Date): Promise<void> {
  const change =
    personId === null ? { evaluateAt: null, evaluatedTo: null, evaluatedAt: now } : { evaluatedTo: personId };
  await tx.update(automaticRule).set(change).where(eq(automaticRule.id, id));
}

/** Somebody at whom a rule looks, and how they stand to its package. */
export interface LookedAt extends RuledPerson {
  id: string;
  /** What they hold of the package, by whichever way. */
  assignmentId: string | null;
  isByRule: boolean;
  isLeaving: boolean;
  hasAskedForIt: boolean;
  isBlocked: boolean;
}

const OPEN_STATES = sql.raw(OPEN_REQUEST_STATES.map((state) => `'${state}'`).join(", "));
const FIRST = "00000000-0000-0000-0000-000000000000";

/** The next people of the directory, and of those who hold something by the rule, in the order of their ids. */
export async function peopleAfter(
  db: Reader,
  { id: ruleId, packageId, evaluatedTo }: Pick<RuleRow, "id" | "packageId" | "evaluatedTo">,
  limit: number,
): Promise<LookedAt[]> {
  return rowsOf<LookedAt>(
    db,
    sql`select ${person.id}, ${person.attributes}, ${person.directoryState} as "directoryState",
        ${person.slackState} as "slackState", ${person.isGuest} as "isGuest", ${person.organizationId} as "organizationId",
        ${assignment.id} as "assignmentId", ${assignment.ruleId} is not distinct from ${ruleId}::uuid as "isByRule",
        ${assignment.endsAt} is not null as "isLeaving",
        exists (select from ${request} where ${request.packageId} = ${packageId}
          and ${request.requestorId} = ${person.id} and ${request.state} in (${OPEN_STATES})) as "hasAskedForIt",
        exists (select from ${automaticBlock} where ${automaticBlock.ruleId} = ${ruleId}
          and ${automaticBlock.personId} = ${person.id}) as "isBlocked"
      from ${person} left join ${assignment} on ${assignment.packageId} = ${packageId}
        and ${assignment.personId} = ${person.id} and ${assignment.state} <> 'expired'
      where ${person.id} > ${evaluatedTo ?? FIRST}::uuid
        and (${person.directoryState} = 'present' or ${assignment.ruleId} = ${ruleId})
      order by ${person.id} limit ${limit}`,
  );
}

const setRule = statement(sql`update ${assignment} set rule_id = ${given("ruleId")}::uuid
  where ${assignment.id} = any(${given("assignmentIds")}::text::uuid[])`);

/** Notes that the rule has made these assignments. */
export async function noteRule(writing: Writing, ruleId: string, assignmentIds: readonly string[]): Promise<void> {
  if (assignmentIds.length > 0) await setRule(writing, { ruleId, assignmentIds: uuids(assignmentIds) });
}

/** How many people hold something by the rule. */
export async function holdersByRule(db: Reader, ruleId: string): Promise<number> {
  const { holders } = await oneRowOf<{ holders: number }>(
    db,
    sql`select count(*)::int as holders from ${assignment}
      where ${assignment.ruleId} = ${ruleId} and ${assignment.state} <> 'expired'`,
  );
  return holders;
}

export async function addBlocks(tx: Transaction, ruleId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length > 0) await tx.insert(automaticBlock).values(personIds.map((personId) => ({ ruleId, personId })));
}

export async function removeBlocks(tx: Transaction, ruleId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await tx
    .delete(automaticBlock)
    .where(and(eq(automaticBlock.ruleId, ruleId), sql`${automaticBlock.personId} = any(${asUuids(personIds)})`));
}

/** How many people the rule could not assign to. */
export async function blockedBy(db: Reader, ruleId: string): Promise<number> {
  return db.$count(automaticBlock, eq(automaticBlock.ruleId, ruleId));
}

/** The people of the directory and those who hold something by the rule, counted by what such a rule looks at in them. */
export async function peopleAlike(
  db: Reader,
  { packageId, ruleId, attributes }: { packageId: string | null; ruleId: string | null; attributes: readonly string[] },
): Promise<Alike[]> {
  const looked = attributes.map((name) => sql`, ${name}::text, ${person.attributes} ->> ${name}::text`);
  const isByRule = sql`${assignment.ruleId} = ${ruleId}::uuid`;
  return rowsOf<Alike>(
    db,
    sql`select ${person.directoryState} as "directoryState", ${person.slackState} as "slackState",
        ${person.isGuest} as "isGuest", ${person.organizationId} as "organizationId",
        jsonb_strip_nulls(jsonb_build_object('', null${sql.join(looked)})) as attributes,
        count(*)::int as people, count(${assignment.id})::int as holding,
        (count(*) filter (where ${isByRule}))::int as "byRule"
      from ${person} left join ${assignment} on ${assignment.packageId} = ${packageId}::uuid
        and ${assignment.personId} = ${person.id} and ${assignment.state} <> 'expired'
      where ${person.directoryState} = 'present' or ${isByRule}
      group by 1, 2, 3, 4, 5`,
  );
}

/** The names of all attributes that people of the directory have. */
export async function attributeNames(db: Reader): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select distinct key as name from ${person}, jsonb_object_keys(${person.attributes}) as key
      where ${person.directoryState} = 'present' order by key`,
  );
  return rows.map(({ name }) => name);
}
