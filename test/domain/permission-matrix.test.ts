import { describe, expect, test } from "vitest";
import { permit } from "../../src/domain/permission/permit.ts";
import type { Standing } from "../../src/domain/permission/standing.ts";
import { ACTIONS } from "../../src/domain/permission/table.ts";
import { nobody } from "./permission-standings.ts";

/**
 * domain.md 2.2, typed once more. Y: allowed. o: allowed to whoever also owns the resource. -: refused.
 * adm: user administrator, cre: catalog creator; own, pm, am, rd: owner, package manager, assignment manager, reader of
 * the catalog concerned; app: approver, req: requestor, mgr: requestor's manager, res: resource owner, rev:
 * reviewer, and nothing else.
 */
const MATRIX = `
action                            adm cre own pm  am  rd  app req mgr res rev
catalogCreator.grant              Y   -   -   -   -   -   -   -   -   -   -
connectedOrganization.add         Y   -   -   -   -   -   -   -   -   -   -
catalog.create                    Y   Y   -   -   -   -   -   -   -   -   -
package.createInNewCatalog        Y   Y   -   -   -   -   -   -   -   -   -
catalog.view                      Y   -   Y   Y   Y   Y   -   -   -   -   -
catalog.edit                      Y   -   Y   -   -   -   -   -   -   -   -
catalog.delete                    Y   -   Y   -   -   -   -   -   -   -   -
catalog.changeOwners              Y   -   Y   -   -   -   -   -   -   -   -
catalog.changePackageManagers     Y   -   Y   -   -   -   -   -   -   -   -
catalog.changeAssignmentManagers  Y   -   Y   -   -   -   -   -   -   -   -
catalog.changeReaders             Y   -   Y   -   -   -   -   -   -   -   -
catalog.addResource               Y   -   o   -   -   -   -   -   -   -   -
catalog.removeResource            Y   -   o   -   -   -   -   -   -   -   -
catalog.editExtensions            Y   -   Y   -   -   -   -   -   -   -   -
package.view                      Y   -   Y   Y   Y   Y   -   -   -   -   -
package.explain                   Y   -   Y   Y   Y   -   -   -   -   -   -
package.create                    Y   -   Y   Y   -   -   -   -   -   -   -
package.edit                      Y   -   Y   Y   -   -   -   -   -   -   -
package.move                      -   -   -   -   -   -   -   -   -   -   -
package.delete                    Y   -   Y   Y   -   -   -   -   -   -   -
package.separateDuties            Y   -   Y   Y   -   -   -   -   -   -   -
policy.edit                       Y   -   Y   Y   -   -   -   -   -   -   -
policy.editAutomatic              Y   -   -   -   -   -   -   -   -   -   -
policy.requireVerifiedId          Y   -   -   -   -   -   -   -   -   -   -
policy.editExtensions             Y   -   Y   Y   -   -   -   -   -   -   -
assignment.view                   Y   -   Y   Y   Y   -   -   Y   -   -   -
assignment.assign                 Y   -   Y   Y   Y   -   -   -   -   -   -
assignment.remove                 Y   -   Y   Y   Y   -   -   -   -   -   -
assignment.reprocess              Y   -   Y   Y   Y   -   -   -   -   -   -
request.view                      Y   -   Y   Y   Y   -   -   Y   -   -   -
request.cancel                    Y   -   Y   Y   Y   -   -   Y   -   -   -
request.reroute                   Y   -   Y   Y   Y   -   -   -   -   -   -
request.reprocess                 Y   -   Y   Y   Y   -   -   -   -   -   -
request.removeRecord              Y   -   Y   Y   -   -   -   -   -   -   -
request.submit                    -   -   -   -   -   -   -   Y   -   -   -
request.submitForReport           -   -   -   -   -   -   -   -   Y   -   -
request.decide                    -   -   -   -   -   -   Y   -   -   -   -
request.revokeApproval            -   -   -   -   -   -   Y   -   -   -   -
review.decide                     -   -   -   -   -   -   -   -   -   -   Y
`;

const WHO: Record<string, Standing> = {
  adm: { ...nobody, isUserAdministrator: true },
  cre: { ...nobody, isCatalogCreator: true },
  own: { ...nobody, catalogRoles: ["owner"] },
  pm: { ...nobody, catalogRoles: ["packageManager"] },
  am: { ...nobody, catalogRoles: ["assignmentManager"] },
  rd: { ...nobody, catalogRoles: ["reader"] },
  app: { ...nobody, derived: ["approver"] },
  req: { ...nobody, derived: ["requestor"] },
  mgr: { ...nobody, derived: ["requestorsManager"] },
  res: { ...nobody, derived: ["resourceOwner"] },
  rev: { ...nobody, derived: ["reviewer"] },
};

const [columns = [], ...rows] = MATRIX.trim()
  .split("\n")
  .map((line) => line.split(/\s+/));

test("the matrix and the table name the same actions", () => {
  expect(new Set(rows.map(([action]) => action))).toEqual(new Set(ACTIONS));
  expect(rows).toHaveLength(ACTIONS.length);
});

describe.each(ACTIONS)("%s", (action) => {
  const row = rows.find(([name]) => name === action) ?? [];

  test.each(Object.entries(WHO))("%s", (who, standing) => {
    const cell = row[columns.indexOf(who)];
    const whoOwnsTheResource: Standing = { ...standing, derived: [...standing.derived, "resourceOwner"] };
    const expected = { alone: cell === "Y", owningTheResource: cell === "Y" || cell === "o" };
    expect({
      alone: permit(action, standing).allowed,
      owningTheResource: permit(action, whoOwnsTheResource).allowed,
    }).toEqual(expected);
  });
});
