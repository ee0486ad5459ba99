import { describe, expect, it } from "vitest";
import { useBot } from "../support/bot.ts";
import { offers, requests } from "./offers.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

/** The bot's answer to a command of the person. */
async function answer(name: string, text: string): Promise<string> {
  const visitor = await bot().visit(name);
  await visitor.types(text);
  return (await visitor.messages()).at(-1) ?? "";
}

describe("/access who", () => {
  it("RESOURCE: who has which role on it, through which package and since when; also of a day", async () => {
    await offers(bot(), "For the brand", { gives: [["Brand site", "Members"]] });
    await requests(await bot().visit("Rosa"), "For the brand");
    await bot().settles();
    const now =
      /1 person holds a role on Brand site through access packages of the catalogs.*\nRosa \w+\nMembers through For the brand \(Marketing\)\nSince 2026-03-02 09:0\d UTC, until 2026-04-01 09:00 UTC/;
    expect(await answer("Olivia", "/access who brand site")).toMatch(now);
    expect(await answer("Olivia", "/access who Brand site on 2 March")).toMatch(
      /1 person held a role on Brand site .* on 2 March 2026\nRosa \w+\nMembers through For the brand/,
    );
    expect(await answer("Olivia", "/access who Brand site on 1 March 2026")).toMatch(
      /Nobody held a role on Brand site .* on 1 March 2026\./,
    );
    expect(await answer("Rosa", "/access who Brand site")).toMatch(/Rosa \w+\nMembers through For the brand/);
    expect(await answer("Carl", "/access who Brand site")).toMatch(/no access package or resource named “Brand site”/);
  });

  it("on DATE: of a package and of a person too; refuses days that are not there, or not yet", async () => {
    await offers(bot(), "Held on a day");
    await requests(await bot().visit("Grace"), "Held on a day");
    expect(await answer("Olivia", "/access who Held on a day on 2026-03-02")).toMatch(
      /1 person held Held on a day on 2 March 2026\nGrace \w+\nSince/,
    );
    expect(await answer("Olivia", "/access who @Grace on 1 March")).toMatch(
      /Grace \w+ held no access package .*2026\./,
    );
    expect(await answer("Grace", "/access who @Grace on 2 March")).toMatch(/You held 1 access package on 2 March 2026/);
    expect(await answer("Olivia", "/access who Held on a day on 30 February")).toMatch(
      /Which day is meant by “30 February”\? Write it as in 2026-05-01, 1 May 2026, or 1 May for the last one\./,
    );
    expect(await answer("Olivia", "/access who Held on a day on yesterday")).toMatch(
      /Nobody held .* on 1 March 2026\./,
    );
    expect(await answer("Olivia", "/access who Held on a day on 2.3.2026")).toMatch(/1 person held .* on 2 March 2026/);
    expect(await answer("Olivia", "/access who Held on a day on Blursday")).toMatch(
      /named “Held on a day on Blursday” that you can see\. .* A day after “on” is written as in 2026-05-01/,
    );
    expect(await answer("Olivia", "/access who Held on a day on tomorrow")).toMatch(/is still to come/);
    expect(await answer("Olivia", "/access who Held on a day on 3 March 2026")).toMatch(/is still to come/);
  });

  it("offers packages and resources whose names hold what was typed, as far as they are seen", async () => {
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access who rand SIT");
    await olivia.hasMessage(/No access package or resource is named exactly “rand SIT”[^]*\nBrand site\nSite/);
    await olivia.clicks("Holders");
    await olivia.hasMessage(/holds? a role on Brand site/);
    expect(await answer("Carl", "/access who rand SIT")).toMatch(/no access package or resource named “rand SIT”/);
  });

  it("asks which is meant where a package and a resource share a name, and keeps the day", async () => {
    await offers(bot(), "Campaign planner");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access who Campaign planner on 1 March");
    expect((await olivia.messages()).at(-1)).toMatch(
      /Several access packages and resources are named “Campaign planner”/,
    );
    await olivia.clicks("Holders", { nth: 2 });
    await olivia.hasMessage(/Nobody held a role on Campaign planner .* on 1 March 2026\./);
  });
});
