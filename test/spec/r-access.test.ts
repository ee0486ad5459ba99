import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { useBot } from "../support/bot.ts";
import { offers, OPEN, requests } from "./offers.ts";

const bot = useBot();

async function sees(visitor: Visitor, typed: string): Promise<string> {
  await visitor.types(typed);
  return (await visitor.messages()).at(-1) ?? "";
}

async function accessOf(packageId: string) {
  const [row] = await bot().database.read.select().from(assignment).where(eq(assignment.packageId, packageId));
  return row;
}

describe("access that is delivered", () => {
  it("R7: what is delivered cannot be canceled, but extended and given up", async () => {
    const packageId = await offers(bot(), "R7");
    const carl = await bot().visit("Carl");
    await requests(carl, "R7");
    await bot().settles();
    const held = await sees(carl, "/access mine");
    expect(held).toMatch(/Your access\nR7\nMarketing · Delivered\nUntil [^]*\[Extend\] \[Give up\]/);
    expect(held).toMatch(/Your requests\nR7\nDelivered\n[^]*\[Details\]$/);
    expect(held).not.toMatch(/Cancel request|Resubmit/);

    const before = await accessOf(packageId);
    await carl.clicks("Extend");
    expect(await carl.title()).toBe("Extend access");
    await carl.fills("End date", "2001-01-01");
    await carl.clicks("Extend");
    expect(Object.keys(await carl.errors())).toEqual(["End date"]);
    await carl.clears("End date");
    await carl.clicks("Extend");
    expect(await carl.title()).toBe("Access extended");
    await carl.closesAllModals();
    const after = await accessOf(packageId);
    const days = ((after?.endsAt?.getTime() ?? 0) - (before?.endsAt?.getTime() ?? 0)) / 86_400_000;
    expect(days).toBe(30);

    await carl.types("/access mine");
    await carl.clicks("Give up");
    await carl.hasMessage(/Your requests\nTo keep R7\nAccess extended/);
    expect(await accessOf(packageId)).toMatchObject({ state: "expired", endReason: "userRemoved" });
    expect((await carl.messages()).at(-1)).not.toMatch(/Your access/);
  });

  it("C16: offers no extension that would be refused", async () => {
    await offers(bot(), "C16 never ends", { policies: [{ ...OPEN, expiration: { type: "noExpiration" } }] });
    const fixed = { ...OPEN, extension: { isAllowed: false, isApprovalRequired: false } };
    await offers(bot(), "C16 not extended", { policies: [fixed] });
    const grace = await bot().visit("Grace");
    await requests(grace, "C16 never ends");
    await requests(grace, "C16 not extended");
    await bot().settles();
    const held = await sees(grace, "/access mine");
    expect(held).toMatch(/C16 never ends\nMarketing · Delivered\nNever ends/);
    expect(held).not.toMatch(/\[Extend\]/);
  });
});
