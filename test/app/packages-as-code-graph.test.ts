import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exportPackages } from "../../src/app/packages-as-code/export-packages.ts";
import { readKnown } from "../../src/app/packages-as-code/read-known.ts";
import { readDuration } from "../../src/connectors/graph-file/graph-duration.ts";
import { packagesFromGraph } from "../../src/connectors/graph-file/packages-from-graph.ts";
import { parseGraph } from "../../src/connectors/graph-file/read-graph-file.ts";
import { nameKey } from "../../src/lib/text.ts";
import { useApp } from "../support/app.ts";
import { imports, inShort } from "./packages-as-code.ts";

const app = useApp();
const sample = readFileSync(new URL("../connectors/graph/sample.json", import.meta.url), "utf8");
const named = (name: string) => ({ name, nameKey: nameKey(name) });

describe("what Microsoft Graph gives", () => {
  test("is imported as far as it can be said here, and the rest is told", async () => {
    const administrator = await app.administrator();
    await app.person("Sam", { name: "Sam Seller", email: "sam@example.com" });
    await app.person("Olga", { email: "olga@example.com" });
    await app.resource("Sellers", { originId: "grp-sellers", ...named("Sellers") });
    await app.resource("Atlas", {
      type: "application",
      originId: "app-atlas",
      roles: ["Viewer"],
      ...named("Atlas CRM"),
    });

    const { file, notCarried } = packagesFromGraph(parseGraph(sample, "graph.json"), await readKnown(app.deps));
    const plan = await imports(app, administrator, file);

    expect(inShort(plan).filter((line) => line.startsWith("refuse"))).toEqual([]);
    expect(plan.isStored).toBe(true);
    const [sales] = (await exportPackages(app.db, "Sales"))?.catalogs ?? [];
    expect(sales).toMatchObject({
      description: "Tools of the sales team",
      isEnabled: true,
      isEnabledForExternalUsers: false,
      packages: [
        {
          name: "Seller's kit",
          description: "Seller's kit",
          isHidden: true,
          resourceRoles: [
            { type: "group", id: "grp-sellers", role: "Member" },
            { type: "application", id: "app-atlas", role: "Viewer" },
          ],
          incompatiblePackages: [{ catalog: "General", package: "Audit" }],
          incompatibleGroups: ["grp-sellers"],
          policies: [
            {
              name: "Staff",
              isEnabled: true,
              requestors: {
                scope: "specificDirectoryUsers",
                people: ["sam@example.com"],
                groups: ["grp-sellers"],
              },
              approval: {
                isRequestorJustificationRequired: true,
                stages: [
                  {
                    approvers: { kind: "manager", fallback: ["olga@example.com"] },
                    decisionDays: 7,
                    isApproverJustificationRequired: true,
                    alternates: { people: ["olga@example.com"], afterDays: 2 },
                  },
                  { approvers: { kind: "catalogOwners" }, decisionDays: 14 },
                ],
              },
              expiration: { type: "afterDays", days: 90 },
              extension: { isAllowed: true, isApprovalRequired: true },
              isOnBehalfAllowed: true,
              questions: [
                { kind: "longText", text: "Which customers?", isRequired: false },
                { kind: "multipleChoice", text: "Which region?", isRequired: true, choices: ["North", "South"] },
              ],
              review: {
                startDate: "2023-01-31",
                timeZone: "UTC",
                frequency: "monthly",
                durationDays: 27,
                reviewers: { kind: "manager", fallback: ["olga@example.com"] },
                ifUnanswered: "acceptRecommendation",
                isRecommendationShown: true,
                isJustificationRequired: false,
              },
            },
          ],
        },
      ],
    });
    const [general] = (await exportPackages(app.db, "General"))?.catalogs ?? [];
    expect(general?.packages[0]?.policies[0]).toMatchObject({
      requestors: { scope: "notSpecified" },
      expiration: { type: "onDate", date: "2024-12-31", timeZone: "UTC" },
    });

    const told = notCarried.map(({ path, text }) => `${path.join(" / ")}: ${text}`);
    const kit = "Sales / Seller's kit";
    expect(told).toEqual([
      `${kit}: it has no description: its name stands there`,
      `${kit}: Nowhere: no site here has that id, and none or several that name`,
      `${kit} / Staff: the user Not Here: nobody here has that e-mail address, and nobody or several that name`,
      `${kit} / Staff: custom extensions`,
      `${kit} / Staff: verified ids`,
      `${kit} / Staff / stage 2: 30 days for the decision: 14 at most`,
      `${kit} / Staff / stage 2: internal sponsors cannot be named here`,
      `${kit} / Staff / stage 2: nobody was found who could be asked: the catalog's owners are`,
      `${kit} / Staff: the question "Which region?": its translations`,
      `${kit} / Staff: the question "Which Region?": it is asked twice`,
      `${kit} / Staff: 30 days for a review: 27 at most`,
      `${kit} / Staff: requests on behalf of others than one's direct reports`,
      `${kit} / Robots: the whole policy: allDirectoryServicePrincipals is not known here`,
      "General / Audit / By hand: access reviews: they have no schedule that is known here",
      "Agents: the whole catalog: it is managed by a service",
      "Lost: the whole package: its catalog is not in the file",
    ]);

    const again = await imports(app, administrator, file);
    expect(new Set(again.lines.map(({ verdict }) => verdict))).toEqual(new Set(["noChange"]));
  });

  test.each([
    ["not JSON", "catalogs: []", /^graph\.json: is not JSON: /],
    ["not these three lists", '{"catalogs": []}', /accessPackages: is missing/],
    ["lists of something else", '{"catalogs": [{"id": "1"}]}', /catalogs\[0\]\.displayName: is missing/],
  ])("is told when it is %s", (_, text, told) => {
    expect(() => parseGraph(text, "graph.json")).toThrow(told);
  });

  test.each([
    ["P365D", { days: 365 }],
    ["PT48H", { days: 2 }],
    ["P1DT6H", { hours: 30 }],
    ["P2W", { days: 14 }],
    ["PT0S", undefined],
    ["P1Y", undefined],
    [null, undefined],
  ])("lasts %s", (text, duration) => {
    expect(readDuration(text)).toEqual(duration);
  });
});
