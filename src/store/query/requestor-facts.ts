import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { OPEN_REQUEST_STATES } from "../../domain/request/request.ts";
import { assignment } from "../schema/assignment.ts";
import { incompatible } from "../schema/package.ts";
import { request } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import { groupsOfPerson } from "./group.ts";
import { ASKER_ID } from "./person.ts";
import { given, statement } from "./statement.ts";

/** What somebody who asks for a package has to do with it already. */
export interface RequestorFacts {
  isHeld: boolean;
  isRequested: boolean;
  /** Whether anything is incompatible with the package: what, and whether they hold it, is looked up under their lock. */
  hasIncompatible: boolean;
  groupIds: ReadonlySet<string>;
}

const PACKAGE_ID = sql`${given("packageId")}::uuid`;
const OPEN = sql.raw(OPEN_REQUEST_STATES.map((state) => `'${state}'`).join(", "));

const factsOf = (personId: SQL) =>
  statement(
    sql`select
      exists (select from ${assignment} where ${assignment.packageId} = ${PACKAGE_ID}
        and ${assignment.personId} = ${personId} and ${assignment.state} <> 'expired') as "isHeld",
      exists (select from ${request} where ${request.packageId} = ${PACKAGE_ID}
        and ${request.requestorId} = ${personId} and ${request.state} in (${OPEN})) as "isRequested",
      exists (select from ${incompatible} where ${incompatible.packageId} = ${PACKAGE_ID}) as "hasIncompatible",
      array(${groupsOfPerson(personId)}) as "groupIds"`,
    (row) => ({ ...(row as Omit<RequestorFacts, "groupIds">), groupIds: new Set(row["groupIds"] as string[]) }),
  );
const findFacts = factsOf(sql`${given("personId")}::uuid`);
const findFactsOfSlackUser = factsOf(ASKER_ID);

/** The facts in one look. */
export async function requestorFacts(db: Reader, packageId: string, personId: string): Promise<RequestorFacts> {
  return theOne(await findFacts(db, { packageId, personId }));
}

/** The same for whoever has that Slack user id, before it is known who they are. */
export async function requestorFactsOfSlackUser(
  db: Reader,
  packageId: string,
  slackUserId: string,
): Promise<RequestorFacts> {
  return theOne(await findFactsOfSlackUser(db, { packageId, slackUserId }));
}

function theOne<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error("a statement that gives one row gave none");
  return row;
}
