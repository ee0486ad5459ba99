import { sql } from "drizzle-orm";
import { OPEN_REQUEST_STATES } from "../../domain/request/request.ts";
import { assignment } from "../schema/assignment.ts";
import { incompatible } from "../schema/package.ts";
import { request } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import { groupsOfPerson } from "./group.ts";
import { given, statement } from "./statement.ts";

/** What somebody who asks for a package has to do with it already. */
export interface RequestorFacts {
  isHeld: boolean;
  isRequested: boolean;
  /** Whether anything is incompatible with the package: what, and whether they hold it, is looked up under their lock. */
  hasIncompatible: boolean;
  groupIds: ReadonlySet<string>;
}

const PERSON_ID = sql`${given("personId")}::uuid`;
const PACKAGE_ID = sql`${given("packageId")}::uuid`;
const OPEN = sql.raw(OPEN_REQUEST_STATES.map((state) => `'${state}'`).join(", "));

const findFacts = statement<Omit<RequestorFacts, "groupIds"> & { groupIds: string[] }>(sql`select
  exists (select from ${assignment} where ${assignment.packageId} = ${PACKAGE_ID}
    and ${assignment.personId} = ${PERSON_ID} and ${assignment.state} <> 'expired') as "isHeld",
  exists (select from ${request} where ${request.packageId} = ${PACKAGE_ID}
    and ${request.requestorId} = ${PERSON_ID} and ${request.state} in (${OPEN})) as "isRequested",
  exists (select from ${incompatible} where ${incompatible.packageId} = ${PACKAGE_ID}) as "hasIncompatible",
  array(${groupsOfPerson(PERSON_ID)}) as "groupIds"`);

/** The same in one look. */
export async function requestorFacts(db: Reader, packageId: string, personId: string): Promise<RequestorFacts> {
  const [row] = await findFacts(db, { packageId, personId });
  if (!row) throw new Error("a statement that gives one row gave none");
  return { ...row, groupIds: new Set(row.groupIds) };
}
