/** Exports and imports as files' texts, for the tests of packages as code. */
import { eq, sql } from "drizzle-orm";
import { exportPackages } from "../../src/app/packages-as-code/export-packages.ts";
import { importPackages } from "../../src/app/packages-as-code/import-packages.ts";
import type { ImportPlan } from "../../src/app/packages-as-code/import-packages.ts";
import { parsePackages } from "../../src/connectors/packages-file/read-packages-file.ts";
import { packagesInYaml } from "../../src/connectors/packages-file/write-packages-file.ts";
import { GENERAL_CATALOG_ID } from "../../src/domain/catalog/catalog.ts";
import type { AutomaticRule } from "../../src/domain/automatic/automatic-rule.ts";
import type { PackagesFile } from "../../src/domain/packages-as-code/packages-file.ts";
import type { PlanLine } from "../../src/domain/packages-as-code/plan.ts";
import { insertRule } from "../../src/store/query/automatic-rule.ts";
import { removeCatalog } from "../../src/store/query/catalog.ts";
import { replaceIncompatible } from "../../src/store/query/incompatible.ts";
import { deletePackage, insertResourceRoles } from "../../src/store/query/package.ts";
import { automaticRule } from "../../src/store/schema/automatic-rule.ts";
import { catalog } from "../../src/store/schema/catalog.ts";
import { audit } from "../../src/store/schema/journal.ts";
import { accessPackage } from "../../src/store/schema/package.ts";
import { slackGroup } from "../../src/store/schema/slack-group.ts";
import type { App, Someone } from "../support/app.ts";
import { policyWith } from "../support/requesting.ts";

export async function exported(app: App): Promise<string> {
  return packagesInYaml((await exportPackages(app.db)) ?? { catalogs: [] });
}

export function imports(app: App, by: Someone, file: PackagesFile | string, isDryRun = false): Promise<ImportPlan> {
  const form = typeof file === "string" ? parsePackages(file, "packages.yaml").file : file;
  return importPackages(app.deps, by.slackUserId, { file: form, fileName: "packages.yaml", isDryRun });
}

/** The plan's lines, as `verdict kind path (what is changed, or why it is refused)`. */
export function inShort({ lines }: { lines: readonly PlanLine[] }): string[] {
  return lines.map(({ kind, path, verdict, changed, refusal }) => {
    const why = refusal?.kind === "faults" ? refusal.faults.map(({ code }) => code) : refusal ? [refusal.refused] : [];
    const detail = [...changed, ...why].join(", ");
    return `${verdict} ${kind} ${path.join(" / ")}${detail === "" ? "" : ` (${detail})`}`;
  });
}

export async function auditRows(app: App): Promise<number> {
  const [row] = await app.db.select({ rows: sql<number>`count(*)::int` }).from(audit);
  return row?.rows ?? 0;
}

/** Removes every package with its rule, and every catalog but General. */
export async function wipe(app: App): Promise<void> {
  await app.deps.database.transact(async (tx) => {
    await tx.delete(automaticRule);
    for (const { id } of await tx.select().from(accessPackage)) await deletePackage(tx, id);
    for (const { id } of await tx.select().from(catalog)) if (id !== GENERAL_CATALOG_ID) await removeCatalog(tx, id);
  });
}

/** By which the press kit of the rich catalog is assigned. */
export const PRESS: AutomaticRule = {
  match: "any",
  conditions: [
    { attribute: "department", operator: "isOneOf", values: ["Press", "Marketing"] },
    { attribute: "city", operator: "isNot", values: ["Oslo"] },
  ],
  isAssigning: true,
  isRemoving: true,
  graceDays: 7,
};

export interface Rich {
  catalog: string;
  catalogId: string;
  olivia: Someone;
  guest: Someone;
}

/** A catalog with two packages, in which everything is set that an export can say. */
export async function richCatalog(app: App, channel: string | null = "C0MARKETING"): Promise<Rich> {
  const olivia = await app.person("Olivia", { email: "olivia@example.com" });
  const guest = await app.person("Guest");
  const amir = await app.person("Amir", { email: "amir@example.com", slackUserId: null, slackState: "absent" });
  await app.person("Rosa", { directoryState: "present", attributes: { department: "Press", city: "Bergen" } });
  const group = await app.resource("Staff", { originId: "grp-staff" });
  const site = await app.resource("Brand", { type: "site", originId: "site-brand", roles: ["Members", "Owners"] });
  const partner = await app.organization("Partner", "configured");
  const { id: catalogId, name } = await app.catalog("Marketing", {
    roles: [
      ["owner", olivia],
      ["owner", amir],
      ["reader", guest],
    ],
    resources: [site, group],
    approvalsChannel: channel,
  });
  const readers = await app.userGroup("Readers");
  await app.db.update(slackGroup).set({ handle: "readers" }).where(eq(slackGroup.id, readers.id));
  await app.giveGroup(catalogId, "reader", readers.id);
  const policy = policyWith({
    requestors: { scope: "specificDirectoryUsers", people: [olivia.id, amir.id], groups: [group] },
    stages: [
      {
        approvers: { kind: "manager", fallback: [olivia.id] },
        decisionDays: 5,
        isApproverJustificationRequired: true,
        alternates: { people: [amir.id], afterDays: 2 },
      },
    ],
    expiration: { type: "onDate", date: "2024-12-31", timeZone: "Asia/Tokyo" },
    questions: [{ kind: "multipleChoice", text: "How long?", isRequired: true, choices: ["A day", "A week"] }],
    review: {
      startDate: "2023-01-31",
      timeZone: "Asia/Tokyo",
      frequency: "quarterly",
      durationDays: 14,
      reviewers: { kind: "manager", fallback: [olivia.id, amir.id] },
      ifUnanswered: "removeAccess",
      isRecommendationShown: true,
      isJustificationRequired: false,
    },
    isOnBehalfAllowed: true,
  });
  const outside = policyWith({
    requestors: { scope: "specificConnectedOrganizationUsers", organizations: [partner] },
    isEnabled: false,
  });
  const kit = await app.package("Press kit", { catalogId, createdBy: olivia, policies: [policy, outside] });
  const photos = await app.package("Photos", { catalogId, createdBy: olivia, isHidden: true });
  await app.deps.database.transact(async (tx) => {
    await insertResourceRoles(tx, kit, [{ resourceId: site, role: "Members" }]);
    await replaceIncompatible(tx, kit, { packages: [photos], groups: [group] });
    const [id, now] = [app.deps.newId(), app.now];
    await insertRule(tx, { id, packageId: kit, rule: PRESS, createdAt: now, evaluateAt: now });
  });
  return { catalog: name, catalogId, olivia, guest };
}
