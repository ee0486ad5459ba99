import { describe, expect, test } from "vitest";
import { answersFromPolicy } from "../../src/domain/policy/policy-answers.ts";
import type { PolicyAnswers } from "../../src/domain/policy/policy-fields.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import type { Question } from "../../src/domain/policy/question.ts";
import { answersFromQuestions, questionFields, readQuestions } from "../../src/domain/policy/question-form.ts";
import { readPolicyForm } from "../../src/domain/policy/read-policy-form.ts";
import { readAnswers } from "../../src/domain/request/answers.ts";
import { DAY, id, ids } from "./policy-answers.ts";

const pathsOf = (answers: PolicyAnswers) => questionFields(answers).map(({ path }) => path);
const wrong = (answers: PolicyAnswers) => readQuestions(answers).faults.map(({ code, field }) => `${code} on ${field}`);

const FLOOR: Question = { text: "Which floor?", kind: "shortText", isRequired: true };
const WHY: Question = { text: "Why so?", kind: "longText", isRequired: false };
const OFTEN: Question = { text: "How often?", kind: "multipleChoice", isRequired: true, choices: ["Daily", "Weekly"] };

describe("the form of questions", () => {
  test("asks for none at first, and for text, format and whether an answer is required of each", () => {
    expect(pathsOf({})).toEqual(["questionCount"]);
    expect(pathsOf({ questionCount: "1" })).toEqual([
      "questionCount",
      "questions.0.question",
      "questions.0.questionKind",
      "questions.0.isAnswerRequired",
    ]);
    expect(pathsOf({ questionCount: "1", "questions.0.questionKind": "multipleChoice" })).toContain(
      "questions.0.choices",
    );
  });

  test("gives back the questions from which it was filled in", () => {
    const questions = [FLOOR, WHY, OFTEN];
    expect(readQuestions(answersFromQuestions(questions))).toEqual({ questions, faults: [] });
  });

  test("takes up to ten questions, and no number that is not offered", () => {
    expect(questionFields({})[0]?.choices?.at(-1)).toBe("10");
    expect(readQuestions({ questionCount: "11" })).toEqual({ questions: [], faults: [] });
  });

  test.each<[string, PolicyAnswers, string[]]>([
    ["a question without a text", { questionCount: "1" }, ["required on questions.0.question"]],
    [
      "a question of 151 letters",
      { questionCount: "1", "questions.0.question": "x".repeat(151) },
      ["tooLong on questions.0.question"],
    ],
    [
      "a question that another one asks already, in any case",
      answersFromQuestions([FLOOR, WHY, { ...FLOOR, text: "which  FLOOR?" }]),
      ["questionRepeated on questions.2.question"],
    ],
    [
      "multiple choice without choices",
      { ...answersFromQuestions([OFTEN]), "questions.0.choices": " \n " },
      ["required on questions.0.choices"],
    ],
    [
      "eleven choices",
      { ...answersFromQuestions([OFTEN]), "questions.0.choices": "abcdefghijk".split("").join("\n") },
      ["tooManyLines on questions.0.choices"],
    ],
    [
      "a choice of 76 letters",
      { ...answersFromQuestions([OFTEN]), "questions.0.choices": "x".repeat(76) },
      ["lineTooLong on questions.0.choices"],
    ],
  ])("refuses %s, on its field", (_, answers, faults) => {
    expect(wrong(answers)).toEqual(faults);
  });
});

describe("answers (R14)", () => {
  const given = (answers: Record<string, string>) =>
    Object.entries(answers).map(([question, answer]) => ({ question, answer }));
  const faultsOf = (answers: Record<string, string>) =>
    readAnswers([FLOOR, WHY, OFTEN], given(answers)).faults.map(({ code, field }) => `${code} on ${field}`);

  test("are kept with their questions, in the policy's order, without those that were left empty", () => {
    const answers = given({ "How often?": "Daily", "Which floor?": " 3 ", "Why so?": "" });
    expect(readAnswers([FLOOR, WHY, OFTEN], answers)).toEqual({
      answers: given({ "Which floor?": "3", "How often?": "Daily" }),
      faults: [],
    });
  });

  test("are needed where the question says so", () => {
    expect(faultsOf({})).toEqual(["required on answers.0", "required on answers.2"]);
  });

  test("to another question than the policy's count for none of its own", () => {
    expect(faultsOf({ "Which room?": "3", "How often?": "Daily" })).toEqual(["required on answers.0"]);
  });

  test("are one of the choices, and no longer than may be", () => {
    const answers = { "Which floor?": "x".repeat(151), "Why so?": "x".repeat(1001), "How often?": "Hourly" };
    expect(faultsOf(answers)).toEqual(["tooLong on answers.0", "tooLong on answers.1", "notAChoice on answers.2"]);
  });
});

describe("the form of a stored policy gives the same policy back:", () => {
  const stage: PolicySettings["approval"]["stages"][number] = {
    approvers: { kind: "specific", people: [id(1)], groups: [id(2)] },
    decisionDays: 9,
    isApproverJustificationRequired: false,
    alternates: { people: [id(3)], afterDays: 4 },
  };
  const BASE: PolicySettings = {
    requestors: { scope: "specificDirectoryUsers", people: ids(3), groups: [id(9)] },
    approval: {
      stages: [
        stage,
        { ...stage, approvers: { kind: "manager", fallback: [id(4)] }, alternates: null },
        { ...stage, approvers: { kind: "catalogOwners" }, isApproverJustificationRequired: true },
      ],
      isRequestorJustificationRequired: true,
    },
    expiration: { type: "onDate", date: "2025-01-31", timeZone: DAY.timeZone },
    extension: { isAllowed: true, isApprovalRequired: true },
    questions: [],
    review: null,
    isOnBehalfAllowed: false,
    isEnabled: false,
  };
  const review: NonNullable<PolicySettings["review"]> = {
    startDate: "2024-02-28",
    timeZone: DAY.timeZone,
    frequency: "weekly",
    durationDays: 6,
    reviewers: { kind: "specific", people: [id(6)] },
    ifUnanswered: "removeAccess",
    isRecommendationShown: false,
    isJustificationRequired: false,
  };
  const none = { stages: [], isRequestorJustificationRequired: false };
  const noExtension = { isAllowed: false, isApprovalRequired: false };
  test.each<[string, PolicySettings]>([
    ["with all three kinds of approvers", BASE],
    ["for which managers may ask", { ...BASE, isOnBehalfAllowed: true }],
    [
      "for members, never ending",
      {
        ...BASE,
        requestors: { scope: "allMemberUsers" },
        expiration: { type: "noExpiration" },
        extension: noExtension,
      },
    ],
    [
      "for everybody, by the hour, without approval",
      {
        ...BASE,
        requestors: { scope: "allDirectoryUsers" },
        approval: none,
        expiration: { type: "afterHours", hours: 7 },
        extension: { isAllowed: true, isApprovalRequired: false },
      },
    ],
    [
      "for organizations",
      { ...BASE, requestors: { scope: "specificConnectedOrganizationUsers", organizations: [id(5)] } },
    ],
    ["for configured organizations", { ...BASE, requestors: { scope: "allConfiguredConnectedOrganizationUsers" } }],
    ["for all from outside", { ...BASE, requestors: { scope: "allExternalUsers" } }],
    [
      "for direct assignment",
      {
        ...BASE,
        requestors: { scope: "notSpecified" },
        approval: none,
        extension: noExtension,
        expiration: { type: "afterDays", days: 1 },
      },
    ],
    ["reviewed by specific people", { ...BASE, review }],
    [
      "reviewed by managers",
      {
        ...BASE,
        review: { ...review, reviewers: { kind: "manager", fallback: [id(7)] }, isRecommendationShown: true },
      },
    ],
    ["reviewed by everybody themselves", { ...BASE, review: { ...review, reviewers: { kind: "self" } } }],
  ])("%s", (_, settings) => {
    expect(readPolicyForm(answersFromPolicy(settings), DAY)).toEqual({ settings, faults: [] });
  });
});
