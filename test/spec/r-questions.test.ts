import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { policy } from "../../src/store/schema/package.ts";
import { request } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers } from "./offers.ts";

const bot = useBot();

describe("R14: the questions of a policy", () => {
  it("are written in its form, each with its kind", async () => {
    const packageId = await offers(bot(), "Written", { policies: [decidedBy(bot(), ["Alan"])] });
    const max = await bot().visit("Max");
    await max.types("/access package Written");
    await max.clicks("Edit");
    await max.chooses("How many questions", "2");
    await max.fills("Question 1", "Which *machine*?");
    await max.chooses("Answer format of question 2", "Multiple choice");
    await max.fills("Question 2", "How often?");
    await max.chooses("Require an answer to question 2", "No");
    await max.clicks("Save");
    expect(await max.errors()).toEqual({
      "Choices of question 2": expect.stringMatching(/at least one choice|complete/),
    });
    await max.fills("Choices of question 2", "Daily\nWeekly\n\nDaily");
    await max.clicks("Save");
    const [row] = await bot().database.read.select().from(policy).where(eq(policy.packageId, packageId));
    expect(row?.settings).toMatchObject({
      questions: [
        { text: "Which *machine*?", kind: "shortText", isRequired: true },
        { text: "How often?", kind: "multipleChoice", isRequired: false, choices: ["Daily", "Weekly"] },
      ],
    });
  });

  it("block a request while a required one is unanswered; the approver and the requestor read the answers", async () => {
    const asking = {
      ...decidedBy(bot(), ["Alan"]),
      questions: [
        { text: "Which machine?", kind: "shortText" as const, isRequired: true },
        { text: "Why so?", kind: "longText" as const, isRequired: false },
        { text: "How often?", kind: "multipleChoice" as const, isRequired: true, choices: ["Daily", "Weekly"] },
      ],
    };
    const packageId = await offers(bot(), "Asking", { policies: [asking] });
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request Asking");
    await rosa.fills("Which machine?", "  ");
    await rosa.chooses("How often?", "Weekly");
    await rosa.clicks("Submit");
    expect(await rosa.errors()).toEqual({
      "Which machine?": expect.stringMatching(/Answer this question|required|complete/i),
    });
    await rosa.fills("Which machine?", "The *blue* <!channel> one");
    await rosa.clicks("Submit");
    expect(await rosa.title()).toBe("Request submitted");
    await rosa.closesAllModals();
    const [row] = await bot().database.read.select().from(request).where(eq(request.packageId, packageId));
    expect(row?.answers).toEqual([
      { question: "Which machine?", answer: "The *blue* <!channel> one" },
      { question: "How often?", answer: "Weekly" },
    ]);

    await bot().settles();
    const alan = await bot().visit("Alan");
    await alan.goesTo("the app");
    await alan.hasMessage(/Which machine\?\s+The \*blue\* <!channel> one\s+How often\?\s+Weekly/);
    await alan.clicks("Details");
    expect(await alan.sees()).toMatch(/How often\?\s+Weekly/);
    await rosa.goesTo("the app");
    await rosa.hasMessage(/Your request for Asking[^]*Which machine\?\s+The \*blue\*/);
  });

  it("are those of the moment: a form that asks others is drawn anew", async () => {
    const asking = (text: string) => ({
      ...decidedBy(bot(), ["Alan"]),
      questions: [{ text, kind: "shortText" as const, isRequired: true }],
    });
    const packageId = await offers(bot(), "Changing", { policies: [asking("Which floor?")] });
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access request Changing");
    await rosa.fills("Which floor?", "Third");
    const db = bot().database.read;
    await db
      .update(policy)
      .set({ settings: asking("Which room?") })
      .where(eq(policy.packageId, packageId));
    await rosa.clicks("Submit");
    expect(await rosa.fields()).toContain("Which room?");
    expect(await rosa.fields()).not.toContain("Which floor?");
    await rosa.fills("Which room?", "312");
    await rosa.clicks("Submit");
    const [row] = await db.select().from(request).where(eq(request.packageId, packageId));
    expect(row?.answers).toEqual([{ question: "Which room?", answer: "312" }]);
  });
});
