import { describe, expect, test } from "vitest";
import { fault } from "../../src/domain/fault.ts";
import { labelOf } from "../../src/slack/create-package/policy-words.ts";
import { sentenceFor, sentenceForFailure } from "../../src/slack/errors.ts";
import { policyFields } from "../../src/domain/policy/policy-fields.ts";
import { faultsOfEveryKind } from "./longest.ts";

describe("every fault is said in a sentence that ends:", () => {
  test.each(faultsOfEveryKind(() => "Sales").map((each) => [each.code, each] as const))("%s", (_, each) => {
    expect(sentenceFor(each)).toMatch(/^[A-Z].{8,}\.$/s);
    expect(sentenceFor(each)).not.toMatch(/undefined|null|\[object|\s\s|\.\./);
  });

  test("also where what is wrong has no name", () => {
    expect(sentenceFor(fault("policySubjectGone", { name: "" }))).toBe(
      "One of these is no longer in the directory: remove it.",
    );
    expect(sentenceFor(fault("resourceNotPickable", { resource: "" }))).toMatch(
      /^You may not add one of these resources .*\.$/,
    );
  });
});

test("numbers out of range and no numbers are told the range", () => {
  const range = "Enter a whole number from 1 to 87,840.";
  expect(sentenceFor(fault("outOfRange", { what: "expiresAfterHours", from: 1, to: 87_840 }))).toBe(range);
  expect(sentenceFor(fault("notANumber", { what: "expiresAfterHours", from: 1, to: 87_840 }))).toBe(range);
});

describe("whoever decides second is told", () => {
  const told = (by: string | null, goesOn: boolean) =>
    sentenceFor(fault("alreadyDecided", { by, result: "denied", goesOn }));

  test("who was first, of the request or of a stage of it", () => {
    expect(told("Ann", false)).toBe("Ann was first: the request is denied already.");
    expect(told("Ann", true)).toBe("Ann was first: this stage of the request is denied already.");
  });

  test("that it was themselves, whose click came twice", () => {
    expect(told(null, false)).toBe("You have denied the request already.");
  });
});

test("who may not is told whom to ask", () => {
  const ask = ["user administrator", "catalog owner", "access package manager"];
  expect(sentenceFor(fault("notPermitted", { action: "catalog.edit", ask }))).toBe(
    "You may not change this catalog. Ask a user administrator, a catalog owner or an access package manager.",
  );
});

test("every field that can be left empty by mistake has words of its own", () => {
  const answers = { stageCount: "2", "stages.0.approver": "manager", "stages.0.isForwarded": "yes" };
  const outside = { audience: "notInDirectory" };
  const lists = [answers, outside]
    .flatMap(policyFields)
    .filter(({ kind }) => ["people", "organizations"].includes(kind));
  for (const field of lists) {
    expect(sentenceFor(fault("required", { what: field.name }, field.path))).toMatch(/^Choose at least one /);
    expect(labelOf(field)).toMatch(/^[A-Z]/);
  }
});

test("a failure of our own shows the reference under which it is logged, and nothing else of it", () => {
  expect(sentenceForFailure("0badcafe")).toMatch(/reference 0badcafe\.$/);
});
