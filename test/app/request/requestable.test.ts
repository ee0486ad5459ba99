import { describe, expect, test } from "vitest";
import { findPackages } from "../../../src/app/package/find-packages.ts";
import { showPackage } from "../../../src/app/package/show-package.ts";
import { packageToRequest, requestableOptions } from "../../../src/app/request/find-requestable.ts";
import { readRequestForm } from "../../../src/app/request/read-request-form.ts";
import { cancelRequest } from "../../../src/app/request/cancel-request.ts";
import type { PolicySettings } from "../../../src/domain/policy/policy-settings.ts";
import { packageById } from "../../../src/store/query/package.ts";
import { catalog } from "../../../src/store/schema/catalog.ts";
import { eq } from "drizzle-orm";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { asks, offered, policyWith, stageOf } from "../../support/requesting.ts";

const app = useApp();

async function hidden(...policies: PolicySettings[]): Promise<{ packageId: string; name: string }> {
  const owner = await app.person("Owner");
  const { id: catalogId } = await app.catalog("Catalog", { roles: [["owner", owner]] });
  const name = app.name("Hidden");
  return { name, packageId: await app.package(name, { catalogId, createdBy: owner, isHidden: true, policies }) };
}

/** Whether the select offers the package, a page of find marks it, and the form opens; they must agree. */
async function canRequest({ slackUserId }: Someone, packageId: string): Promise<boolean> {
  const name = (await packageById(app.db, packageId))?.name ?? "";
  const options = await requestableOptions(app.deps, slackUserId, name, { named: null, reportId: null });
  const isOffered = options.some(({ id }) => id === packageId);
  const { rows } = await findPackages(app.deps, slackUserId, name);
  expect(rows.some(({ id, isRequestable }) => id === packageId && isRequestable)).toBe(isOffered);
  const refused = await refusals(readRequestForm(app.deps, slackUserId, packageId));
  expect(refused.length === 0).toBe(isOffered);
  return isOffered;
}

describe("a package can be requested", () => {
  test("by those whom a policy includes, in an enabled catalog", async () => {
    const [member, guest] = [await app.person("Member"), await app.person("Guest", { isGuest: true })];
    const { packageId, catalogId } = await offered(app, policyWith({ requestors: { scope: "allMemberUsers" } }));
    expect([await canRequest(member, packageId), await canRequest(guest, packageId)]).toEqual([true, false]);
    await app.db.update(catalog).set({ isEnabled: false }).where(eq(catalog.id, catalogId));
    expect(await canRequest(member, packageId)).toBe(false);
  });

  test("by guests only where the catalog is enabled for external users", async () => {
    const guest = await app.person("Guest", { isGuest: true });
    const { packageId, catalogId } = await offered(app, policyWith());
    expect(await canRequest(guest, packageId)).toBe(true);
    await app.db.update(catalog).set({ isEnabledForExternalUsers: false }).where(eq(catalog.id, catalogId));
    expect(await canRequest(guest, packageId)).toBe(false);
  });

  test("not while a request for it is open or it is held, and again after", async () => {
    const who = await app.person("Requestor");
    const approver = await app.person("Approver");
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const { requestId } = await asks(app, who, packageId);
    expect(await canRequest(who, packageId)).toBe(false);
    expect(await refusals(readRequestForm(app.deps, who.slackUserId, packageId))).toEqual([
      "alreadyRequested on packageId",
    ]);
    await cancelRequest(app.deps, who.slackUserId, { requestId });
    expect(await canRequest(who, packageId)).toBe(true);

    const open = await offered(app, policyWith());
    await asks(app, who, open.packageId);
    expect(await canRequest(who, open.packageId)).toBe(false);
    expect(await refusals(readRequestForm(app.deps, who.slackUserId, open.packageId))).toEqual([
      "alreadyHeld on packageId",
    ]);
  });

  test("by administrators no more than by others: they see it, and are told why not", async () => {
    const administrator = await app.administrator();
    const requestors = { scope: "specificDirectoryUsers" as const, people: [], groups: [] };
    const { packageId } = await offered(app, policyWith({ requestors }));
    expect(await canRequest(administrator, packageId)).toBe(false);
    expect((await showPackage(app.deps, administrator.slackUserId, packageId)).isRequestable).toBe(false);
    expect(await refusals(readRequestForm(app.deps, administrator.slackUserId, packageId))).toEqual([
      "notRequestable on packageId",
    ]);
  });

  test("though it is hidden, by who names it; the select then offers it too (R16)", async () => {
    const who = await app.person("Requestor");
    const { packageId, name } = await hidden(policyWith());
    const offers = async (named: string | null) =>
      (await requestableOptions(app.deps, who.slackUserId, name, { named, reportId: null })).map(({ id }) => id);
    expect(await offers(null)).toEqual([]);
    expect(await packageToRequest(app.deps, who.slackUserId, name.toUpperCase())).toBe(packageId);
    expect(await offers(packageId)).toEqual([packageId]);
  });
});

test("a name means the package that the person sees before those that they do not", async () => {
  const who = await app.person("Requestor");
  const name = app.name("Shared");
  const owner = await app.person("Owner");
  const inCatalog = async (policies: PolicySettings[]) =>
    app.package(name, { catalogId: (await app.catalog("Catalog")).id, createdBy: owner, policies });
  const unseen = await inCatalog([]);
  expect(await packageToRequest(app.deps, who.slackUserId, name)).toBe(unseen);
  const seen = await inCatalog([policyWith()]);
  expect(await packageToRequest(app.deps, who.slackUserId, name)).toBe(seen);
  await inCatalog([policyWith()]);
  expect(await packageToRequest(app.deps, who.slackUserId, name)).toBeNull();
});

test("staff see on the card how many hold the package and how many requests are not decided", async () => {
  const approver = await app.person("Approver");
  const { packageId, owner, catalogId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
  const open = await app.package(app.name("Open"), { catalogId, createdBy: owner, policies: [policyWith()] });
  for (const each of [packageId, open]) {
    await asks(app, await app.person("One"), each);
    await asks(app, await app.person("Another"), each);
  }
  const staffOf = async (each: string) => (await showPackage(app.deps, owner.slackUserId, each)).staff;
  expect(await staffOf(packageId)).toEqual({ holders: 0, pendingRequests: 2 });
  expect(await staffOf(open)).toEqual({ holders: 2, pendingRequests: 0 });
});
