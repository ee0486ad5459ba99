import { describe, expect, it } from "vitest";
import { desc, eq } from "drizzle-orm";
import { dateIn } from "../../src/lib/calendar.ts";
import { later } from "../../src/lib/duration.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { request } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN, requests } from "./offers.ts";

const bot = useBot();

async function sees(visitor: Visitor, typed: string): Promise<string> {
  await visitor.types(typed);
  return (await visitor.messages()).at(-1) ?? "";
}

/** The newest request for the package. */
async function newest(packageId: string) {
  const [row] = await bot()
    .database.read.select()
    .from(request)
    .where(eq(request.packageId, packageId))
    .orderBy(desc(request.createdAt))
    .limit(1);
  return row;
}

async function decides(name: string, button: "Approve" | "Deny"): Promise<void> {
  const visitor = await bot().visit(name);
  await visitor.types("/access approvals");
  await visitor.clicks(button);
  if (button === "Deny") await visitor.clicks("Deny");
  await visitor.hasMessage(/No request waits for your decision/);
}

describe("/access mine", () => {
  it("R6: a request that waits is canceled there, and its approvers see it no more", async () => {
    const packageId = await offers(bot(), "R6", { policies: [decidedBy(bot(), ["Alan"])] });
    const tim = await bot().visit("Tim");
    expect(await sees(tim, "/access mine")).toMatch(/You hold no access package, and have asked for none/);
    await requests(tim, "R6");
    expect(await sees(tim, "/access mine")).toMatch(/Your requests\nR6\nPending approval\n/);
    await tim.clicks("Cancel request");
    await tim.hasMessage(/Your requests\nR6\nCanceled\n[^]*\[Details\] \[Resubmit\]/);
    expect(await newest(packageId)).toMatchObject({ state: "canceled" });
    expect(await sees(await bot().visit("Alan"), "/access approvals")).toMatch(/No request waits/);
  });

  it("R5: what was denied is submitted again with the same data, and starts at stage 1", async () => {
    const stages = decidedBy(bot(), ["Alan"]).approval.stages;
    const policy = { ...OPEN, approval: { stages, isRequestorJustificationRequired: true } };
    const packageId = await offers(bot(), "R5", { policies: [policy, policy] });
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request R5");
    await rosa.chooses("Policy", "Policy 2");
    await rosa.fills("Business justification", "Because of R5");
    const [start, end] = [2, 5].map((days) => dateIn(null, later(bot().deps.clock.now(), { days })));
    await rosa.chooses("Request for specific period?", "Yes");
    await rosa.fills("Start date", start ?? "");
    await rosa.fills("End date", end ?? "");
    await rosa.clicks("Submit");
    await rosa.closesAllModals();
    await decides("Alan", "Deny");
    const denied = await newest(packageId);
    expect(denied).toMatchObject({ state: "denied" });

    expect(await sees(rosa, "/access mine")).toMatch(/R5\nDenied/);
    await rosa.clicks("Resubmit");
    expect(await rosa.title()).toBe("Request access");
    expect(await rosa.value("Access package")).toBe("R5");
    expect(await rosa.value("Policy")).toBe("Policy 2");
    expect(await rosa.value("Business justification")).toBe("Because of R5");
    expect([await rosa.value("Start date"), await rosa.value("End date")]).toEqual([start, end]);
    await rosa.clicks("Submit");
    expect(await rosa.title()).toBe("Request submitted");
    await rosa.closesAllModals();
    const again = await newest(packageId);
    expect(again).toMatchObject({
      state: "pendingApproval",
      stage: 0,
      repeats: denied?.id,
      policyId: denied?.policyId,
      startsAt: denied?.startsAt,
      endsAt: denied?.endsAt,
    });
    expect(await sees(rosa, "/access mine")).not.toMatch(/\[Resubmit\]/);
    await decides("Alan", "Approve");
  });

  it("a request that is submitted again for another package repeats nothing", async () => {
    const other = await offers(bot(), "R5 another", { policies: [decidedBy(bot(), ["Alan"])] });
    await offers(bot(), "R5 canceled", { policies: [decidedBy(bot(), ["Alan"])] });
    const max = await bot().visit("Max");
    await requests(max, "R5 canceled");
    await max.types("/access mine");
    await max.clicks("Cancel request");
    await max.clicks("Resubmit");
    await max.chooses("Access package", "R5 another");
    await max.clicks("Submit");
    expect(await max.title()).toBe("Request submitted");
    await max.closesAllModals();
    expect(await newest(other)).toMatchObject({ state: "pendingApproval", repeats: null });
    await max.types("/access mine");
    await max.clicks("Cancel request");
  });

  it("pages through all of it", async () => {
    const olivia = await bot().visit("Olivia");
    for (let made = 10; made < 22; made += 1) {
      await offers(bot(), `Page ${made}`);
      await requests(olivia, `Page ${made}`);
    }
    const first = await sees(olivia, "/access mine");
    expect(first.match(/Page \d+\nMarketing/g)).toEqual(
      Array.from({ length: 10 }, (_, at) => `Page ${21 - at}\nMarketing`),
    );
    await olivia.clicks("More");
    await olivia.hasMessage(/Your access\nPage 11\n[^]*Page 10\nMarketing[^]*Your requests\nPage 21\n/);
  });
});
