import { describe, expect, test } from "vitest";
import { listHeld } from "../../src/app/assignment/list-held.ts";
import { listHolders } from "../../src/app/assignment/list-holders.ts";
import { readRemoval } from "../../src/app/assignment/read-removal.ts";
import { listWaiting, WAITING_PAGE } from "../../src/app/request/list-waiting.ts";
import { CATALOG_ROLES } from "../../src/domain/catalog/catalog.ts";
import { access, packageGiving } from "../support/access.ts";
import { refusals, useApp } from "../support/app.ts";
import { asks, offered, policyWith, stageOf } from "../support/requesting.ts";

const app = useApp();

async function home() {
  const owner = await app.person("Owner");
  const group = await app.resource("Group");
  const { id: catalogId } = await app.catalog("Catalog", { roles: [["owner", owner]], resources: [group] });
  return { owner, catalogId, packageId: await packageGiving(app, [group], { catalogId }) };
}

describe("what staff are offered for access that somebody has", () => {
  test.each([
    ["delivered", "granted", true],
    ["partiallyDelivered", "failed", true],
    ["deliveryFailed", "failed", true],
    ["delivering", "pending", false],
  ] as const)("of what is %s", async (state, grants, mayReprocess) => {
    const { owner, packageId } = await home();
    await access(app, await app.person("Holder"), packageId, { state, grants });
    const { rows } = await listHolders(app.deps, owner.slackUserId, packageId);
    expect(rows).toMatchObject([{ mayRemove: true, mayReprocess }]);
  });

  test("D3: no Reprocess 15 days after delivery failed", async () => {
    const { owner, packageId } = await home();
    await access(app, await app.person("Holder"), packageId, { state: "deliveryFailed", grants: "failed" });
    app.passes({ days: 15 });
    const { rows } = await listHolders(app.deps, owner.slackUserId, packageId);
    expect(rows).toMatchObject([{ mayRemove: true, mayReprocess: false }]);
  });

  test("only in the catalogs in which they may: of one's own access elsewhere nothing is", async () => {
    const [here, there] = [await home(), await home()];
    for (const { packageId } of [here, there]) await access(app, here.owner, packageId, { state: "delivered" });
    const { rows } = await listHeld(app.deps, here.owner.slackUserId, here.owner.slackUserId);
    const offeredIn = ({ packageId }: typeof here) => rows.find((row) => row.packageId === packageId);
    expect(offeredIn(here)).toMatchObject({ mayRemove: true, mayReprocess: true });
    expect(offeredIn(there)).toMatchObject({ mayRemove: false, mayReprocess: false });
  });

  test("whoever may not remove it, and what has ended, is refused before anything is asked", async () => {
    const { owner, packageId } = await home();
    const holder = await app.person("Holder");
    const { assignmentId } = await access(app, holder, packageId, { state: "delivered" });
    expect(await readRemoval(app.deps, owner.slackUserId, assignmentId)).toMatchObject({ holderName: holder.name });
    expect(await refusals(readRemoval(app.deps, holder.slackUserId, assignmentId))).toEqual([
      "notPermitted on no field",
    ]);
    const ended = await access(app, await app.person("Gone"), packageId, { state: "expired", grants: "revoked" });
    expect(await refusals(readRemoval(app.deps, owner.slackUserId, ended.assignmentId))).toEqual([
      "accessEnded on no field",
    ]);
  });
});

describe("the requests for a package that wait", () => {
  test("come oldest first, page by page, with what may be done with each; what is decided is not among them", async () => {
    const offer = await offered(app, policyWith({ stages: [stageOf([await app.person("Approver")])] }));
    const people = [];
    for (let made = 0; made < WAITING_PAGE + 1; made += 1) {
      app.passes({ minutes: 1 });
      const who = await app.person("Requestor");
      people.push(who);
      await asks(app, who, offer.packageId);
    }
    const first = await listWaiting(app.deps, offer.owner.slackUserId, offer.packageId);
    const second = await listWaiting(app.deps, offer.owner.slackUserId, offer.packageId, first.next);
    expect([...first.rows, ...second.rows].map(({ requestorName }) => requestorName)).toEqual(
      people.map(({ name }) => name),
    );
    expect(first.rows[0]).toMatchObject({ state: "pendingApproval", stage: 0, mayCancel: true, mayReroute: true });
    expect(second.next).toBeNull();
    const { waiting } = await listHolders(app.deps, offer.owner.slackUserId, offer.packageId);
    expect(waiting).toEqual(first);
  });

  test("one that waits for its start can be canceled and not re-routed", async () => {
    const offer = await offered(app, policyWith());
    await asks(app, await app.person("Requestor"), offer.packageId, { startDate: "2024-04-01" });
    const { rows } = await listWaiting(app.deps, offer.owner.slackUserId, offer.packageId);
    expect(rows).toMatchObject([{ state: "scheduled", mayCancel: true, mayReroute: false }]);
  });

  test.each(CATALOG_ROLES)("are shown to a %s if the table says so", async (role) => {
    const offer = await offered(app, policyWith());
    const staff = await app.person("Staff");
    await app.give(offer.catalogId, role, staff.id);
    const refused = await refusals(listWaiting(app.deps, staff.slackUserId, offer.packageId));
    expect(refused).toEqual(role === "reader" ? ["notPermitted on no field"] : []);
  });
});
