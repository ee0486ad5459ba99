import { describe, expect, it } from "vitest";
import { visit } from "../../src/sandbox/visitor.ts";
import { onOwnMachine } from "../support/program.ts";
import { fillsBasics, opensWizard, picks } from "./wizard.ts";

const SANDBOX = /in a web page: (http:\S+)/;

describe("the program, killed in the middle of the wizard", () => {
  it("offers the draft again with all but the step that was being typed, and stops when it is asked to", async () => {
    await onOwnMachine(async ({ start }) => {
      const first = start({ LOG_LEVEL: "warn" });
      const [, url = ""] = await first.says(SANDBOX);
      const ada = await visit(url, "Ada");
      await opensWizard(ada);
      await fillsBasics(ada, { name: "Survivor", description: "Outlives a kill" });
      await ada.clicks("Next");
      await picks(ada, "Groups", ["Finance team"]);
      await ada.chooses("Finance team · Group", "Member");
      first.kill("SIGKILL");
      expect((await first.ended).code).toBeNull();

      const second = start({ LOG_LEVEL: "warn" });
      const [, urlNow = ""] = await second.says(SANDBOX);
      const adaAgain = await visit(urlNow, "Ada");
      await adaAgain.types("/access new");
      expect(await adaAgain.title()).toBe("New access package");
      expect(await adaAgain.sees()).toContain("Survivor");
      await adaAgain.clicks("Resume");
      expect(await adaAgain.title()).toBe("Resource roles");
      expect(await adaAgain.fields()).toEqual(["Finance team · Group"]);
      await adaAgain.clicks("Back");
      expect(await adaAgain.value("Display name")).toBe("Survivor");
      expect(await adaAgain.value("Description")).toBe("Outlives a kill");

      const asked = performance.now();
      second.kill("SIGTERM");
      const { code, said } = await second.ended;
      expect({ code, said }).toMatchObject({ code: 0 });
      expect(performance.now() - asked).toBeLessThan(10_000);
    });
  }, 180_000);
});
