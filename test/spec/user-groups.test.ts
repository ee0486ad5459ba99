import { describe, expect, it } from "vitest";
import { useBot } from "../support/bot.ts";

const bot = useBot();

describe("roles for a Slack user group", () => {
  it("follow its members, without a question to Slack at any click", async () => {
    await bot().readUserGroups();
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access catalog Marketing");
    expect(await olivia.options("Catalog owner groups")).toEqual(["IT staff", "Marketing"]);
    await olivia.choosesMany("Access package manager groups", ["IT staff"]);
    await olivia.clicks("Save");

    const [carl, tim] = [await bot().visit("Carl"), await bot().visit("Tim")];
    await carl.types("/access catalog Marketing");
    expect(await carl.sees()).toMatch(/Access package managers: [^\n]*IT staff \(user group\)/);
    await carl.closesAllModals();
    await tim.types("/access new");
    expect(await tim.title()).toBeUndefined();

    await bot().changeUserGroup("it-staff", { people: ["Tim"] });
    await tim.types("/access new");
    expect(await tim.title()).toBe("Basics");
    await tim.closesAllModals();
    await carl.types("/access catalog Marketing");
    expect((await carl.messages()).at(-1)).toMatch(/no catalog named “Marketing” in which you hold a role/);

    await bot().changeUserGroup("it-staff", { isDisabled: true });
    await tim.types("/access catalogs");
    expect((await tim.messages()).at(-1)).toMatch(/You hold no role in any catalog/);
    await olivia.types("/access catalog Marketing");
    expect(await olivia.options("Catalog reader groups")).toEqual(["Marketing"]);
    await olivia.closesAllModals();
  });
});
