import { sql } from "drizzle-orm";
import type { DomainEvent } from "../../domain/event.ts";
import { audit } from "../schema/journal.ts";
import { INSERT_JOBS, jobValues } from "./outbox.ts";
import type { PromisedJob } from "./outbox.ts";
import { jsonText } from "./rows.ts";
import { given, statement } from "./statement.ts";
import type { FilledStatement } from "../database.ts";

/** Writes the events given as `events`. */
const INSERT_ROWS = sql`insert into ${audit} (at, actor_kind, actor_id, action, target_kind, target_id, catalog_id, package_id, before, after, reason)
    select ${given("at")}::timestamptz, ${given("actorKind")}, ${given("actorId")}, action, target_kind, target_id,
      catalog_id, package_id, before, after, reason
    from json_to_recordset(${given("events")}::text::json) as event(action text, target_kind text, target_id uuid,
      catalog_id uuid, package_id uuid, before jsonb, after jsonb, reason text)`;

const insertRows = statement(INSERT_ROWS);
const insertJobsAndRows = statement(sql`with promised as (${INSERT_JOBS}) ${INSERT_ROWS}`);

/**
 * One audit row for each event, in their order, and the jobs that the events promise. From the first row to the end of
 * the transaction nobody else can write any, so that the rows form one chain: it comes last in a transaction, when every
 * other lock has been taken, and is waited for.
 */
export function auditRows(
  at: Date,
  actor: { kind: string; id: string },
  events: readonly DomainEvent[],
  jobs: readonly PromisedJob[] = [],
): FilledStatement {
  const rows = events.map(({ type, target, catalogId, packageId, before, after, reason }) => ({
    action: type,
    target_kind: target.kind,
    target_id: target.id,
    catalog_id: catalogId,
    package_id: packageId ?? (target.kind === "package" ? target.id : null),
    before,
    after,
    reason,
  }));
  const values = { at: at.toISOString(), actorKind: actor.kind, actorId: actor.id, events: jsonText(rows) };
  const filled =
    jobs.length === 0 ? insertRows.filled(values) : insertJobsAndRows.filled({ ...values, ...jobValues(at, jobs) });
  return { ...filled, isWaitedFor: true };
}
