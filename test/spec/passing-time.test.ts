import { expect, it } from "vitest";
import { readClockShift } from "../../src/store/query/clock.ts";
import { useBot } from "../support/bot.ts";
import { reachesReview } from "./wizard.ts";

const startsAt = new Date("2026-03-02T09:00:00Z");
const bot = useBot({ startsAt });

it("a suite's bot does its jobs when a test waits for them", async () => {
  const ada = await bot().visit("Ada");
  await reachesReview(ada, { name: "Shared and settled" });
  await ada.clicks("Create");
  await ada.clicks("Share");
  await ada.chooses("Channel", "#general");
  await ada.clicks("Share");
  await ada.closesAllModals();
  await bot().settles();
  expect((await ada.messages()).join("\n")).toMatch(/in #general:\nShared and settled/);
});

it("a suite's clock stands still until time passes", async () => {
  expect(bot().deps.clock.now()).toEqual(startsAt);
  await bot().timePasses({ days: 3, hours: 1 });
  expect(bot().deps.clock.now()).toEqual(new Date("2026-03-05T10:00:00Z"));
  expect(await readClockShift(bot().database.read)).toBe(73 * 3_600_000);
});
