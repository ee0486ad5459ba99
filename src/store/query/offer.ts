import { sql } from "drizzle-orm";
import type { Offer } from "../../domain/policy/eligibility.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage } from "../schema/package.ts";
import type { Reader, Transaction } from "../database.ts";
import { policiesOf } from "./package.ts";
import type { StoredPolicy } from "./package.ts";
import { given, statement } from "./statement.ts";

/** A package as somebody asks for it: whether it is open, and through which policies. */
export interface OfferRow extends Offer {
  id: string;
  name: string;
  catalogId: string;
  policies: readonly StoredPolicy[];
}

interface Row {
  id: string;
  name: string;
  catalogId: string;
  isHidden: boolean;
  isEnabled: boolean;
  isEnabledForExternalUsers: boolean;
}

const COLUMNS = sql`select ${accessPackage.id}, ${accessPackage.name}, ${accessPackage.catalogId} as "catalogId",
    ${accessPackage.isHidden} as "isHidden", ${catalog.isEnabled} as "isEnabled",
    ${catalog.isEnabledForExternalUsers} as "isEnabledForExternalUsers"
  from ${accessPackage} join ${catalog} on ${catalog.id} = ${accessPackage.catalogId}`;

const OF_PACKAGE = sql`${COLUMNS} where ${accessPackage.id} = ${given("packageId")}::uuid`;
const findOffer = statement<Row>(OF_PACKAGE);
const holdRow = statement<Row>(sql`${OF_PACKAGE} for share`);

export async function offerOf(db: Reader, packageId: string): Promise<OfferRow | undefined> {
  const [[row], policies] = await Promise.all([findOffer(db, { packageId }), policiesOf(db, packageId)]);
  return row && offer(row, policies);
}

/** The offer, held against being changed until the transaction ends; its policies are changed under the package's lock alone. */
export async function holdOffer(tx: Transaction, packageId: string): Promise<OfferRow | undefined> {
  // One after the other on the same connection: the policies are those that stand once the package is held.
  const [[row], policies] = await Promise.all([holdRow(tx, { packageId }), policiesOf(tx, packageId)]);
  return row && offer(row, policies);
}

function offer({ isEnabled, isEnabledForExternalUsers, ...row }: Row, policies: readonly StoredPolicy[]): OfferRow {
  return { ...row, catalog: { isEnabled, isEnabledForExternalUsers }, policies };
}
