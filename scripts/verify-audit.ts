/** Proves that the audit trail stands as it was written: `npm run audit:verify`, see docs/operating.md. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ChainFault } from "../src/app/audit/audit-chain.ts";
import { verifyAudit } from "../src/app/audit/verify-audit.ts";
import type { AuditProof } from "../src/app/audit/verify-audit.ts";
import { readEnvironment } from "../src/config/environment.ts";
import { StartFailure } from "../src/lib/start.ts";
import { briefly } from "../src/lib/temporary.ts";
import { openAsItStands } from "../src/ops/open-as-it-stands.ts";

const WORDS: Readonly<Record<ChainFault, string>> = {
  altered: "it is not what was written: a column of it was altered",
  missingBefore: "it does not continue from the row before it: one is missing there, or was replaced",
};

const EXIT = { proven: 0, broken: 1, notChecked: 2 } as const;

async function main(): Promise<number> {
  const { expect } = parseArgs({ options: { expect: { type: "string" } } }).values;
  if (existsSync(".env")) process.loadEnvFile(".env");
  const database = await openAsItStands(readEnvironment(process.env).engines);
  try {
    return report(await verifyAudit(database.read, expect), expect);
  } finally {
    await database.close();
  }
}

function report({ proven, lastHash, broken, hasExpected }: AuditProof, expected: string | undefined): number {
  console.log(`Audit rows proven: ${proven}. Last hash: ${lastHash ?? "none"}`);
  if (broken) {
    const { id, at, action } = broken.row;
    console.error(`The chain breaks at row ${id} (${at}, ${action}): ${WORDS[broken.because]}.`);
    return EXIT.broken;
  }
  if (expected !== undefined && !hasExpected) {
    console.error(
      `No row has the hash ${expected}: the end was cut off since, or all was written anew from some row on.`,
    );
    return EXIT.broken;
  }
  return EXIT.proven;
}

try {
  process.exitCode = await main();
} catch (error) {
  const cause = error instanceof StartFailure ? error.message : `The audit trail cannot be read: ${briefly(error)}`;
  console.error(cause);
  process.exitCode = EXIT.notChecked;
}
