import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { exportPackages } from "../../src/app/packages-as-code/export-packages.ts";
import { parsePackages } from "../../src/connectors/packages-file/read-packages-file.ts";
import { packagesInYaml } from "../../src/connectors/packages-file/write-packages-file.ts";
import { packagesJsonSchema } from "../../src/domain/packages-as-code/packages-file.ts";
import { useApp } from "../support/app.ts";
import { PRESS, richCatalog } from "./packages-as-code.ts";

const app = useApp();

test("an export says all that a catalog is, by the names that are known outside, in an order that stays", async () => {
  const { catalog, guest } = await richCatalog(app);

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
          expect.objectContaining({
            name: "Photos",
            isHidden: true,
            resourceRoles: [],
            policies: [],
            automaticAssignment: null,
          }),
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
                expiration: { type: "onDate", date: "2024-12-31", timeZone: "Asia/Tokyo" },
                extension: { isAllowed: true, isApprovalRequired: false },
                questions: [
                  { kind: "multipleChoice", text: "How long?", isRequired: true, choices: ["A day", "A week"] },
                ],
                review: {
                  startDate: "2023-01-31",
                  timeZone: "Asia/Tokyo",
                  frequency: "quarterly",
                  durationDays: 14,
                  reviewers: { kind: "manager", fallback: ["amir@example.com", "olivia@example.com"] },
                  ifUnanswered: "removeAccess",
                  isRecommendationShown: true,
                  isJustificationRequired: false,
                },
                isOnBehalfAllowed: true,
              },
              expect.objectContaining({
                name: "Policy 1",
                isEnabled: false,
                requestors: { scope: "specificConnectedOrganizationUsers", organizations: [expect.any(String)] },
              }),
            ],
            automaticAssignment: PRESS,
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
