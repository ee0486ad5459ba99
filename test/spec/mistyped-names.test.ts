/** A mistyped name is answered with those that it may mean, and the button beside each goes on from there. */
import { beforeAll, describe, expect, it } from "vitest";
import { useBot } from "../support/bot.ts";
import { offers } from "./offers.ts";

const bot = useBot();

describe("a mistyped name", () => {
  beforeAll(() => offers(bot(), "Albatross"));

  it.each([
    ["/access show Albtaross", "Open", /Albatross\nMarketing/],
    ["/access explain Albtaross", "Explain", /Dry run: Albatross/],
    ["/access history Albtaross", "History", /History of Albatross/],
    ["/access who Albtaross", "Holders", /Nobody holds Albatross/],
    ["/access who Markting team", "Holders", /Nobody holds a role on Marketing team/],
    ["/access history catalog Markteing", "History", /History of Marketing/],
  ])("%s", async (text, button, leadsTo) => {
    const ada = await bot().visit("Ada");
    await ada.types(text);
    await ada.hasMessage(/Do you mean one of these\?/);
    await ada.clicks(button);
    await ada.hasMessage(leadsTo);
  });

  it.each([
    ["/access request Albtaross", "Request", "Request access"],
    ["/access package Albtaross", "Manage", "Manage package"],
    ["/access assign Albtaross", "Assign", "Assign access"],
    ["/access catalog Markteing", "Manage", "Manage catalog"],
  ])("%s", async (text, button, title) => {
    const ada = await bot().visit("Ada");
    await ada.types(text);
    await ada.hasMessage(/Do you mean one of these\?/);
    await ada.clicks(button);
    expect(await ada.title()).toBe(title);
    await ada.closesAllModals();
  });
});
