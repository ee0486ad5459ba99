import { describe, expect, test } from "vitest";
import { assignAccess } from "../../../src/app/assignment/assign-access.ts";
import { APPROVALS_PAGE, listApprovals } from "../../../src/app/request/list-approvals.ts";
import type { MomentCursor } from "../../../src/app/request/list-approvals.ts";
import { cancelRequest } from "../../../src/app/request/cancel-request.ts";
import type { StageApprovers } from "../../../src/domain/policy/policy-settings.ts";
import { policiesOf } from "../../../src/store/query/package.ts";
import { directoryGrant } from "../../../src/store/schema/assignment.ts";
import { useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { asks, decides, offered, policyWith, stageOf } from "../../support/requesting.ts";

const app = useApp();

/** The ids of all that waits for the person's decision, over all pages. */
async function awaited({ slackUserId }: Someone): Promise<string[]> {
  const found: string[] = [];
  let after: MomentCursor | undefined;
  do {
    const page = await listApprovals(app.deps, slackUserId, { after });
    expect(page.rows.length).toBeLessThanOrEqual(APPROVALS_PAGE);
    found.push(...page.rows.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after);
  return found;
}

const asking = (approvers: StageApprovers) => stageOf([], { approvers });

describe("a request waits for", () => {
  test("the people whom its stage names, and nobody else, administrators included (C20)", async () => {
    const approver = await app.person("Approver");
    const { packageId, owner } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const { requestId } = await asks(app, await app.person("Requestor"), packageId);
    expect(await awaited(approver)).toEqual([requestId]);
    expect([await awaited(owner), await awaited(await app.administrator())]).toEqual([[], []]);
  });

  test("the members of a group, by the directory or through a package, as they are now", async () => {
    const [listed, granted, outside] = [await app.person("A"), await app.person("B"), await app.person("C")];
    const group = await app.resource("Deciders", { members: [listed] });
    const stages = [asking({ kind: "specific", people: [], groups: [group] })];
    const { packageId } = await offered(app, policyWith({ stages }));
    const { requestId } = await asks(app, await app.person("Requestor"), packageId);
    expect([await awaited(listed), await awaited(granted)]).toEqual([[requestId], []]);
    await app.db
      .insert(directoryGrant)
      .values({ resourceId: group, personId: granted.id, role: "Member", grantedAt: app.now });
    expect([await awaited(granted), await awaited(outside)]).toEqual([[requestId], []]);
  });

  test("the catalog's owners, as they are now", async () => {
    const stages = [asking({ kind: "catalogOwners" })];
    const { packageId, catalogId, owner } = await offered(app, policyWith({ stages }));
    const { requestId } = await asks(app, await app.person("Requestor"), packageId);
    const second = await app.person("Second owner");
    expect([await awaited(owner), await awaited(second)]).toEqual([[requestId], []]);
    await app.give(catalogId, "owner", second.id);
    expect(await awaited(second)).toEqual([requestId]);
  });

  test("never its requestor, whatever else they are (R3)", async () => {
    const [requestor, other] = [await app.person("Requestor"), await app.person("Other")];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([requestor, other])] }));
    const { requestId } = await asks(app, requestor, packageId);
    expect([await awaited(requestor), await awaited(other)]).toEqual([[], [requestId]]);
  });

  test("neither whom it is for nor whoever assigned it to them", async () => {
    const [holder, other] = [await app.person("Holder"), await app.person("Other")];
    const assigner = await app.person("Assigner");
    const { packageId, catalogId } = await offered(app, policyWith({ stages: [stageOf([holder, assigner, other])] }));
    await app.give(catalogId, "assignmentManager", assigner.id);
    const [policy] = await policiesOf(app.db, packageId);
    const [assigned] = await assignAccess(app.deps, assigner.slackUserId, {
      packageId,
      policyId: policy?.id,
      slackUserIds: [holder.slackUserId],
      startDate: null,
      endDate: null,
      justification: "",
    });
    const requestId = assigned?.requestId ?? "";
    expect([await awaited(holder), await awaited(assigner), await awaited(other)]).toEqual([[], [], [requestId]]);
  });

  test("the approvers of the present stage alone", async () => {
    const [first, second] = [await app.person("First"), await app.person("Second")];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([first]), stageOf([second])] }));
    const { requestId } = await asks(app, await app.person("Requestor"), packageId);
    expect([await awaited(first), await awaited(second)]).toEqual([[requestId], []]);
    await decides(app, first, requestId, "approve");
    expect([await awaited(first), await awaited(second)]).toEqual([[], [requestId]]);
  });

  test("nobody once it is canceled, or its time is over", async () => {
    const approver = await app.person("Approver");
    const requestor = await app.person("Requestor");
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver], { decisionDays: 1 })] }));
    const canceled = await asks(app, requestor, packageId);
    await cancelRequest(app.deps, requestor.slackUserId, { requestId: canceled.requestId });
    expect(await awaited(approver)).toEqual([]);
    const late = await asks(app, requestor, packageId);
    expect(await awaited(approver)).toEqual([late.requestId]);
    app.passes({ days: 1 });
    expect(await awaited(approver)).toEqual([]);
  });
});

test("pages come in the order in which the requests are due, each once, also where many are due at the same moment", async () => {
  const approver = await app.person("Approver");
  const expected: string[][] = [];
  for (const decisionDays of [9, 2, 5]) {
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver], { decisionDays })] }));
    const asked: string[] = [];
    for (let made = 0; made < 8; made += 1)
      asked.push((await asks(app, await app.person("Requestor"), packageId)).requestId);
    expected.push(asked.toSorted());
  }
  const [nine = [], two = [], five = []] = expected;
  expect(await awaited(approver)).toEqual([...two, ...five, ...nine]);
});
