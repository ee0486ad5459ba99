/** Whose manager somebody is, as the directory says; as far as those can be reached in Slack (domain.md 2.2). */
import { and, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { nameKey } from "../../lib/text.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import type { Reader, Transaction } from "../database.ts";
import type { AskerRow } from "./person.ts";
import { rowsOf } from "./rows.ts";

export interface DirectReport {
  id: string;
  name: string;
}

const isReportOf = (managerId: string): SQL =>
  sql`${person.managerId} = ${managerId} and ${person.id} <> ${managerId} and ${person.slackState} = 'active'`;

/** Up to `limit` direct reports whose name holds the text, by name. */
export async function directReportsOf(
  db: Reader,
  managerId: string,
  text: string,
  limit: number,
): Promise<DirectReport[]> {
  return rowsOf<DirectReport>(
    db,
    sql`select ${person.id}, ${person.name} from ${person}
      where ${isReportOf(managerId)} and strpos(lower(${person.name}), ${nameKey(text)}) > 0
      order by ${person.name}, ${person.id} limit ${limit}`,
  );
}

/** The person, where they are a direct report of that manager, who is asked for by them. */
export async function directReport(db: Reader, managerId: string, id: string): Promise<AskerRow | undefined> {
  const [row] = await reportQuery(db, managerId, id);
  return row;
}

/** The same, locked, so that they stay a direct report until the transaction ends. */
export async function lockDirectReport(tx: Transaction, managerId: string, id: string): Promise<AskerRow | undefined> {
  const [row] = await reportQuery(tx, managerId, id).for("no key update", { of: person });
  return row;
}

function reportQuery(db: Reader, managerId: string, id: string) {
  return db
    .select({ ...getTableColumns(person), organizationState: connectedOrganization.state })
    .from(person)
    .leftJoin(
      connectedOrganization,
      and(eq(connectedOrganization.id, person.organizationId), isNull(connectedOrganization.goneAt)),
    )
    .where(and(eq(person.id, id), isReportOf(managerId)));
}
