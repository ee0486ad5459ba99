import { describe, expect, test } from "vitest";
import type { HistoryEntry } from "../../src/app/history/read-history.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { changesInWords, movedInWords } from "../../src/slack/history/change-words.ts";
import { eventInWords } from "../../src/slack/history/event-words.ts";

const NAMES = new Map([
  ["1", "Marketing team"],
  ["2", "CRM"],
  ["3", "Ada Lovelace"],
]);

function entry(more: Partial<HistoryEntry>): HistoryEntry {
  const who = { by: "Grace Hopper", beneficiary: "Rosa Diaz", packageName: null };
  const at = new Date("2024-02-29T12:00:00Z");
  return { id: 1, at, action: "", targetKind: "request", ...who, before: {}, after: {}, reason: null, ...more };
}

const changes = (more: Partial<HistoryEntry>) => changesInWords(entry(more), NAMES);

describe("what happened is said with whom it concerns, and in which stage", () => {
  test.each([
    ["request.stageApproved", { stage: 1 }, "Request of Rosa Diaz approved, stage 1"],
    ["request.approved", {}, "Request of Rosa Diaz approved"],
    ["assignment.deliveryFailed", {}, "Delivery of the access of Rosa Diaz failed"],
    ["package.created", {}, "Access package created"],
    ["review.decided", { decision: "keep" }, "Access of Rosa Diaz reviewed"],
    ["review.handedOn", {}, "Access review handed on to the fallback reviewers"],
    ["review.closed", {}, "Access review closed"],
  ])("%s", (action, after, words) => {
    expect(eventInWords(entry({ action, after }))).toBe(words);
  });

  test("an event that this version does not know goes by its name, and one about somebody gone says so", () => {
    expect(eventInWords(entry({ action: "package.renamed" }))).toBe("package.renamed");
    expect(eventInWords(entry({ action: "toString" }))).toBe("toString");
    expect(eventInWords(entry({ action: "request.denied", beneficiary: null }))).toBe(
      "Request of somebody who is gone denied",
    );
  });
});

describe("what was changed is said before and after:", () => {
  test("the state, in the words of a request or of access", () => {
    expect(changes({ before: { state: "pendingApproval" }, after: { state: "canceled" } })).toEqual([
      "State: Pending approval → Canceled",
    ]);
    const ended = { state: "expired", endReason: "adminRemoved" };
    expect(changes({ targetKind: "assignment", before: { state: "delivered" }, after: ended })).toEqual([
      "State: Delivered → Ended",
      "Why: it was removed by the catalog's staff",
    ]);
    expect(changes({ before: { state: "scheduled" } })).toEqual(["State before: Scheduled"]);
  });

  test("what is said about a package or a policy, as far as it is different", () => {
    const before = { name: "Old", description: "Same", isHidden: false, settings: { isEnabled: true } };
    expect(changes({ before, after: { ...before, name: "New", isHidden: true } })).toEqual([
      "Name: Old → New",
      "Hidden: Yes",
    ]);
    expect(changes({ before, after: { ...before, description: "Other", settings: { isEnabled: false } } })).toEqual([
      "Name: Old",
      "Description: Same → Other",
      "Disabled",
    ]);
  });

  test("what a catalog is called and whether it is open, as far as it is different, and into which channel it writes", () => {
    const before = { name: "Sales", isEnabled: true, isEnabledForExternalUsers: true, approvalsChannel: null };
    const after = { ...before, isEnabledForExternalUsers: false, approvalsChannel: "C01" };
    const edited = { targetKind: "catalog", before, after };
    expect(changes(edited)).toEqual(["Name: Sales", "Enabled for external users: No"]);
    expect(movedInWords(entry(edited))).toEqual(["Approvals channel: none → <#C01>"]);
    expect(movedInWords(entry({ before: after, after: { ...after, isEnabled: false } }))).toEqual([]);
  });

  test("where a package was shared, and which file was imported", () => {
    expect(movedInWords(entry({ targetKind: "package", after: { channel: "C01" } }))).toEqual(["Channel: <#C01>"]);
    expect(changes({ targetKind: "catalog", after: { fileName: "sales.yaml", noticeId: "7" } })).toEqual([
      "File: sales.yaml",
    ]);
  });

  test("who got a role in a catalog and who lost it, and which resource came or went", () => {
    const before = { people: ["3"], groups: ["gone"] };
    const after = { people: [], groups: ["1"] };
    expect(changes({ targetKind: "catalog", before, after })).toEqual([
      "Added: Marketing team",
      "Removed: Ada Lovelace, somebody who is gone",
    ]);
    expect(changes({ targetKind: "catalog", after: { resourceId: "2" } })).toEqual(["Resource: CRM"]);
    expect(changes({ targetKind: "catalog", before: { resourceId: "9" } })).toEqual(["Resource: one that is gone"]);
  });

  test("what a policy says from now on: whole when it is new, then as far as it is different, and no more than its name once it is removed", () => {
    const settings: PolicySettings = {
      requestors: { scope: "allMemberUsers" },
      approval: { stages: [], isRequestorJustificationRequired: false },
      expiration: { type: "afterDays", days: 30 },
      extension: { isAllowed: false, isApprovalRequired: false },
      questions: [],
      review: null,
      isOnBehalfAllowed: false,
      isEnabled: false,
    };
    const named = { name: "Initial policy", settings };
    expect(changes({ targetKind: "policy", after: named })).toEqual([
      "Name: Initial policy",
      "Who can request: all members, without guests.",
      "No approval is needed.",
      "Access ends after 30 days.",
      "The policy is not enabled: nobody can request through it.",
    ]);
    const longer = { ...settings, expiration: { type: "afterDays", days: 60 }, isEnabled: true };
    expect(changes({ targetKind: "policy", before: named, after: { ...named, settings: longer } })).toEqual([
      "Name: Initial policy",
      "Enabled",
      "Access ends after 60 days.",
    ]);
    expect(changes({ targetKind: "policy", before: named })).toEqual(["Name: Initial policy"]);
  });

  test("what became incompatible with a package, and what no longer is", () => {
    const before = { packages: ["3"], groups: ["1"] };
    expect(changes({ before, after: { packages: ["3", "2"], groups: ["gone"] } })).toEqual([
      "Incompatible from now on: CRM, something that is gone",
      "No longer incompatible: Marketing team",
    ]);
    expect(changes({ before, after: before })).toEqual([]);
  });

  test("the resource roles that came and went, and who was asked", () => {
    const member = { resourceId: "1", role: "Member" };
    const editor = { resourceId: "2", role: "Editor" };
    expect(changes({ before: { resourceRoles: [member] }, after: { resourceRoles: [editor] } })).toEqual([
      "Resource roles added: Editor on CRM",
      "Resource roles removed: Member on Marketing team",
    ]);
    const subjects = [
      { kind: "person", id: "3" },
      { kind: "catalogOwners", id: "4" },
      { kind: "person", id: "5" },
    ];
    expect(changes({ after: { reminded: "3" } })).toEqual(["Reminded: Ada Lovelace"]);
    expect(changes({ after: { subjects } })).toEqual([
      "Asked: Ada Lovelace, the catalog's owners, somebody who is gone",
    ]);
  });

  test("what was answered in an access review, and what came of it", () => {
    expect(changes({ after: { personId: "3", decision: "dontKnow" }, reason: "New here" })).toEqual([
      "“New here”",
      "Answer: Don't know",
    ]);
    expect(changes({ after: { policy: "Initial policy", people: 12 } })).toEqual([
      "Policy: Initial policy",
      "People: 12",
    ]);
    expect(changes({ after: { kept: 10, removed: 2, over: 0 } })).toEqual(["Access kept: 10", "Access removed: 2"]);
    const ended = { state: "expired", endReason: "reviewDenied" };
    expect(changes({ targetKind: "assignment", after: ended })).toEqual([
      "State: Ended",
      "Why: an access review ended it",
    ]);
  });

  test("what became of each role for the person", () => {
    const role = (resource: string, more: object) => ({ resourceId: "1", resource, role: "Member", ...more });
    const roles = [
      role("One", { state: "granted" }),
      role("Two", { state: "failed", failure: "roleNotOffered" }),
      role("Three", { state: "revoked" }),
      role("Four", { state: "revoked", stays: "heldBefore" }),
      role("Five", { state: "revoked", stays: "givenElsewhere" }),
    ];
    expect(changes({ targetKind: "assignment", after: { roles } })).toEqual([
      "Given: Member on One",
      "Taken away: Member on Three",
      "Stays, as it was held before: Member on Four",
      "Stays, as other access gives it: Member on Five",
      "Failed: Member on Two (the resource no longer has this role)",
    ]);
  });

  test("the reason first, as it was typed; nothing where nothing is noted, and nothing of what is not understood", () => {
    expect(changes({ reason: "*Because* <!channel>" })).toEqual(["“*Because* <!channel>”"]);
    expect(changes({ reason: "" })).toEqual([]);
    expect(
      changes({ after: { roles: "all", subjects: 3, resourceRoles: [1], name: 5, state: {}, shoeSize: 38 } }),
    ).toEqual([]);
  });

  test("the rule of an automatic assignment: whole, and then as far as it is different", () => {
    const condition = { attribute: "department", operator: "is", values: ["Sales"] };
    const rule = { match: "any", conditions: [condition], isAssigning: true, isRemoving: true, graceDays: 7 };
    const other = { ...condition, attribute: "location", operator: "isOneOf", values: ["Rome", "Oslo"] };
    const whole = [
      "Members of the directory whose department is “Sales”.",
      "Whoever matches is assigned it.",
      "Whoever matches no longer loses it after 7 days.",
    ];
    expect(changes({ targetKind: "policy", after: { rule } })).toEqual(whole);
    expect(changes({ targetKind: "policy", before: { rule } })).toEqual(whole);
    const after = { rule: { ...rule, conditions: [condition, other], isRemoving: false } };
    expect(changes({ targetKind: "policy", before: { rule }, after })).toEqual([
      "Members of the directory whose department is “Sales” or location is one of “Rome”, “Oslo”.",
      "Whoever matches no longer keeps it.",
    ]);
    expect(changes({ targetKind: "policy", after: { blocked: ["3", "4"] } })).toEqual([
      "2 who match hold what is incompatible with it",
    ]);
  });

  test("the moments that were set or moved, in everybody's own time zone", () => {
    const [from, to] = ["2024-03-01T12:00:00.000Z", "2024-04-01T12:00:00.000Z"];
    const shown = (instant: string) => expect.stringContaining(`|${instant.slice(0, 10)} 12:00 UTC>`);
    expect(movedInWords(entry({ before: { endsAt: from }, after: { endsAt: to } }))).toEqual([
      expect.stringMatching(/^End: .*2024-03-01.* → .*2024-04-01/),
    ]);
    expect(movedInWords(entry({ after: { startsAt: from, endsAt: null } }))).toEqual([shown(from)]);
    const inFile = { moment: (at: Date) => at.toISOString(), channel: (id: string) => id };
    expect(movedInWords(entry({ before: { endsAt: from }, after: { endsAt: to } }), inFile)).toEqual([
      `End: ${from} → ${to}`,
    ]);
    expect(movedInWords(entry({ before: { endsAt: null }, after: { endsAt: to } }))).toEqual([
      expect.stringMatching(/^End: none → .*2024-04-01/),
    ]);
  });
});
