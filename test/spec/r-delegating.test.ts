import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { person } from "../../src/store/schema/person.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot({ startsAt: new Date("2026-03-01T09:00:00Z") });

async function types(name: string, text: string) {
  const visitor = await bot().visit(name);
  await visitor.types(text);
  return visitor;
}

describe("/access delegate", () => {
  it("R22, N13, N14: the delegate is told, is asked what arrives from Monday on, and the requestor sees who decided for whom", async () => {
    await offers(bot(), "R22 kit", { policies: [decidedBy(bot(), ["Alan"])] });
    const alan = await types("Alan", "/access delegate @Grace from 2026-03-02 until 2026-03-06");
    await alan.hasMessage(
      /Grace Hopper decides in your place\.\nFor requests that arrive from 2026-03-02 00:00 UTC until 2026-03-07 00:00 UTC\.[^]*\[End delegation\]/,
    );
    await bot().settles();
    const grace = await bot().visit("Grace");
    await grace.hasMessage(
      /Alan Turing has made you their delegate[^]*2026-03-02 00:00 UTC until 2026-03-07 00:00 UTC/,
    );

    const [rosa, tim] = [await bot().visit("Rosa"), await bot().visit("Tim")];
    await requests(rosa, "R22 kit");
    await bot().settles();
    await alan.hasMessage(/Rosa Parks requests R22 kit[^]*\[Approve\]/);
    expect((await grace.messages()).join("\n")).not.toMatch(/Rosa Parks requests R22 kit/);

    await bot().timePasses({ days: 2 });
    await requests(tim, "R22 kit");
    await bot().settles();
    await alan.hasMessage(
      /Tim Lee requests R22 kit[^]*Delegates may decide as well: Grace Hopper \(for Alan Turing\)\./,
    );
    await grace.hasMessage(/Tim Lee requests R22 kit[^]*\[Approve\]/);
    await grace.clicks("Approve");
    await bot().settles();
    await tim.hasMessage(/Your request for R22 kit[^]*Approved by Grace Hopper for Alan Turing\./);
    expect(await alan.hasMessage(/Tim Lee requests R22 kit[^]*Approved by Grace Hopper for Alan Turing\./)).not.toMatch(
      /\[Approve\]/,
    );
    const olivia = await types("Olivia", "/access history R22 kit");
    await olivia.hasMessage(/Request of Tim Lee approved, stage 1 · Grace Hopper\nIn the place of Alan Turing/);
  });

  it("shows it, and ends it: the delegate is told, and cards that they have lose their buttons", async () => {
    await offers(bot(), "Ended kit", { policies: [decidedBy(bot(), ["Max"])] });
    const max = await types("Max", "/access delegate @Carl");
    await max.hasMessage(/Carl Sagan decides in your place\.\n.*until the delegation is ended\./);
    await requests(await bot().visit("Rosa"), "Ended kit");
    await bot().settles();
    const carl = await bot().visit("Carl");
    await carl.hasMessage(/Rosa Parks requests Ended kit[^]*\[Approve\]/);
    await carl.types("/access delegate");
    await carl.hasMessage(/Nobody decides in your place\.[^]*You decide in the place of Max Planck\./);
    await max.clicks("End delegation");
    await max.hasMessage(/Nobody decides in your place\./);
    await bot().settles();
    await carl.hasMessage(/You no longer decide in the place of Max Planck\./);
    const card = await carl.hasMessage(/Rosa Parks requests Ended kit[^]*You are not asked to decide this any more/);
    expect(card).not.toMatch(/\[Approve\]/);
    await (await bot().visit("Max")).hasMessage(/Rosa Parks requests Ended kit[^]*\[Approve\]/);
  });

  it("answers what it cannot read with the form that it expects", async () => {
    const tim = await types("Tim", "/access delegate @Grace until 3/4/2026");
    await tim.hasMessage(
      /Which day is meant by “3\/4\/2026”\? Write it as in 2026-05-01, 1 May 2026, or 1 May for the next one\./,
    );
    await tim.types("/access delegate Grace");
    expect((await tim.messages()).at(-1)).toMatch(
      /access delegate @PERSON until DATE.* lets somebody decide in your place/,
    );
    await tim.types("/access delegate @Grace until 2026-02-01");
    await tim.hasMessage(/Choose 2026-03-03 or a later date\./);
    await tim.types("/access delegate @Tim");
    await tim.hasMessage(/Nobody is their own delegate: choose somebody else\./);
  });

  it("N2: the delegate is reminded as well, in their own working hours, unless the delegation was ended", async () => {
    await offers(bot(), "N2 kit", { policies: [decidedBy(bot(), ["Olivia", "Alan"])] });
    await bot().database.transact((tx) =>
      tx
        .update(person)
        .set({ timeZone: "Asia/Tokyo" })
        .where(eq(person.id, idOf(bot().world.people, "Grace"))),
    );
    const olivia = await types("Olivia", "/access delegate @Grace");
    const alan = await types("Alan", "/access delegate @Carl");
    await olivia.hasMessage(/Grace Hopper decides in your place\./);
    await alan.hasMessage(/Carl Sagan decides in your place\./);
    await requests(await bot().visit("Rosa"), "N2 kit");
    const reminders = async (name: string) =>
      (await (await bot().visit(name)).messages()).filter((text) =>
        text.includes("Reminder: Rosa Parks requests N2 kit"),
      );
    await alan.clicks("End delegation");
    await alan.hasMessage(/Nobody decides in your place\./);

    await bot().timePasses({ days: 7 });
    expect(await reminders("Olivia")).toEqual([expect.not.stringContaining("in the place of")]);
    expect(await reminders("Grace")).toEqual([]);
    await bot().timePasses({ hours: 15 }); // It is nine o'clock in Tokyo.
    expect(await reminders("Grace")).toEqual([
      expect.stringMatching(
        /nobody has decided yet\.\nYou can decide in the place of Olivia Ostrom\.\nDecide by [^]*\[Details\]/,
      ),
    ]);
    expect(await reminders("Carl")).toEqual([]);

    await olivia.clicks("Approve");
    await bot().settles();
    expect(await reminders("Grace")).toEqual([]);
  });
});
