import { answersFromRule } from "../../domain/automatic/automatic-form.ts";
import { ruleChangesOf } from "../../domain/packages-as-code/differences.ts";
import type { StoredPackage } from "../../domain/packages-as-code/stored-packages.ts";
import type { PackageWish } from "../../domain/packages-as-code/wishes.ts";
import { removeAutomatic } from "../automatic/remove-automatic.ts";
import { saveAutomatic } from "../automatic/save-automatic.ts";
import type { Importing } from "./importing.ts";

/** The rule by which the package is assigned: made, changed or removed; left alone where the file says nothing of it. */
export async function importAutomatic(
  importing: Importing,
  path: readonly string[],
  { automatic: wish }: PackageWish,
  { id: packageId, automatic: stored }: StoredPackage,
): Promise<void> {
  if (wish === undefined || (wish === null && stored === null)) return;
  const line = importing.line("rule", path);
  if (wish === null) {
    line.changed.push("removed");
    await importing.attempt(line, removeAutomatic, { packageId });
    return;
  }
  if (stored) line.changed.push(...ruleChangesOf(stored.rule, wish));
  else line.isNew = true;
  if (line.verdict === "noChange") return;
  const version = stored?.version ?? null;
  await importing.attempt(line, saveAutomatic, { packageId, version, answers: answersFromRule(wish) });
}
