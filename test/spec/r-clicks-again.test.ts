import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit } from "../../src/store/schema/journal.ts";
import { request } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";

const bot = useBot();

/** The next deliveries of this kind arrive several times at once. */
function arrives(name: string, copies: number): void {
  bot().orders({ on: "delivery", name, does: { kind: "duplicate", copies } });
}

async function storedOf(packageId: string) {
  const db = bot().database.read;
  const rows = await db.select().from(request).where(eq(request.packageId, packageId));
  const trail = await db.select().from(audit).where(eq(audit.packageId, packageId));
  return { states: rows.map(({ state }) => state), actions: trail.map(({ action }) => action) };
}

describe.each([2, 3, 4])("the same delivery, %d times at once", (copies) => {
  it("of a form asks once", async () => {
    const packageId = await offers(bot(), `Form ${copies}`, { policies: [decidedBy(bot(), ["Alan"])] });
    arrives("view_submission", copies);
    const rosa = await bot().visit("Rosa");
    await rosa.types(`/access request Form ${copies}`);
    await rosa.clicks("Submit");
    // Which of the answers is seen is chance; the others say that this was asked for already.
    expect(await rosa.sees()).toMatch(/Request submitted|You have asked for this access package already/);
    await rosa.closesAllModals();
    await expect.poll(() => storedOf(packageId)).toMatchObject({ states: ["pendingApproval"] });
    const { actions } = await storedOf(packageId);
    expect(actions.filter((action) => action === "request.submitted")).toHaveLength(1);
  });

  it("of a click decides once, and whoever comes later is told who was first", async () => {
    const packageId = await offers(bot(), `Click ${copies}`, { policies: [decidedBy(bot(), ["Grace", "Max"])] });
    await requests(await bot().visit("Rosa"), `Click ${copies}`);
    await bot().settles();
    const [grace, max] = [await bot().visit("Grace"), await bot().visit("Max")];
    await max.types("/access approvals");
    arrives("block_actions", copies);
    await grace.clicks("Approve");
    await expect.poll(() => storedOf(packageId)).toMatchObject({ states: ["delivering"] });
    await max.clicks("Approve");
    await max.hasMessage(/Grace Hopper was first: the request is approved already/);
    await bot().settles();
    const { actions, states } = await storedOf(packageId);
    expect(states).toEqual(["delivered"]);
    expect(actions.filter((action) => action.startsWith("request.approved"))).toHaveLength(1);
    expect(actions.filter((action) => action === "assignment.delivered")).toHaveLength(1);
  });
});
