import { Ajv2020 } from "ajv/dist/2020.js";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { exportPackages } from "../../src/app/packages-as-code/export-packages.ts";
import { parsePackages } from "../../src/connectors/packages-file/read-packages-file.ts";
import { packagesInYaml } from "../../src/connectors/packages-file/write-packages-file.ts";
import { packagesJsonSchema } from "../../src/domain/packages-as-code/packages-file.ts";
import { replaceIncompatible } from "../../src/store/query/incompatible.ts";
import { insertResourceRoles } from "../../src/store/query/package.ts";
import { slackGroup } from "../../src/store/schema/slack-group.ts";
import { useApp } from "../support/app.ts";
import { policyWith } from "../support/requesting.ts";

const app = useApp();

/** A catalog with two packages, in which everything is set that an export can say. */
async function richCatalog() {
  const olivia = await app.person("Olivia", { email: "olivia@example.com" });
  const guest = await app.person("Guest");
  const amir = await app.person("Amir", { email: "amir@example.com", slackUserId: null });
  const group = await app.resource("Staff", { originId: "grp-staff" });
  const site = await app.resource("Brand", { type: "site", originId: "site-brand", roles: ["Members"] });
  const { id: catalogId, name } = await app.catalog("Marketing", {
    roles: [
      ["owner", olivia],
      ["owner", amir],
      ["reader", guest],
    ],
    resources: [site, group],
    approvalsChannel: "C0MARKETING",
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
    questions: [{ kind: "multipleChoice", text: "How long?", isRequired: true, choices: ["A day", "A week"] }],
  });
  const kit = await app.package("Press kit", { catalogId, createdBy: olivia, policies: [policy] });
  const photos = await app.package("Photos", { catalogId, createdBy: olivia, isHidden: true });
  await app.deps.database.transact(async (tx) => {
    await insertResourceRoles(tx, kit, [{ resourceId: site, role: "Members" }]);
    await replaceIncompatible(tx, kit, { packages: [photos], groups: [group] });
  });
  return { catalog: name, guest };
}

test("an export says all that a catalog is, by the names that are known outside, in an order that stays", async () => {
  const { catalog, guest } = await richCatalog();

  const file = await exportPackages(app.db, catalog.toUpperCase());

  expect(file).toEqual({
    catalogs: [
      {
        name: catalog,
        description: "About it",
        approvalsChannel: "C0MARKETING",
        isEnabled: true,
        isEnabledForExternalUsers: true,
        members: {
          owner: ["amir@example.com", "olivia@example.com"],
          packageManager: [],
          assignmentManager: [],
          reader: [guest.slackUserId, "@readers"],
        },
        resources: [
          { type: "group", id: "grp-staff" },
          { type: "site", id: "site-brand" },
        ],
        packages: [
          expect.objectContaining({ name: "Photos", isHidden: true, resourceRoles: [], policies: [] }),
          {
            name: "Press kit",
            description: "About it",
            isHidden: false,
            resourceRoles: [{ type: "site", id: "site-brand", role: "Members" }],
            incompatiblePackages: [{ catalog, package: "Photos" }],
            incompatibleGroups: ["grp-staff"],
            policies: [
              {
                name: "Policy 0",
                isEnabled: true,
                requestors: {
                  scope: "specificDirectoryUsers",
                  people: ["amir@example.com", "olivia@example.com"],
                  groups: ["grp-staff"],
                },
                approval: {
                  isRequestorJustificationRequired: false,
                  stages: [
                    {
                      approvers: { kind: "manager", fallback: ["olivia@example.com"] },
                      decisionDays: 5,
                      isApproverJustificationRequired: true,
                      alternates: { people: ["amir@example.com"], afterDays: 2 },
                    },
                  ],
                },
                expiration: { type: "afterDays", days: 30 },
                extension: { isAllowed: true, isApprovalRequired: false },
                questions: [
                  { kind: "multipleChoice", text: "How long?", isRequired: true, choices: ["A day", "A week"] },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
});

test("what is exported is read back as it was, and fits the published schema", async () => {
  const file = await exportPackages(app.db);
  const text = packagesInYaml(file ?? { catalogs: [] });

  expect(text).toMatch(/^# yaml-language-server: \$schema=/);
  expect(parsePackages(text, "packages.yaml").file).toEqual(file);
  const fits = new Ajv2020({ strict: false, formats: { date: true } }).compile(packagesJsonSchema());
  fits(file);
  expect(fits.errors).toBeNull();
});

test("a catalog that is not there has no export", async () => {
  expect(await exportPackages(app.db, "Nowhere")).toBeNull();
});
