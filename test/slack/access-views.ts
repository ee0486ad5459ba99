/** Who has what, and had it on a day, with the longest data in one script. */
import { WHO_PAGE } from "../../src/app/assignment/list-holders.ts";
import type { AccessPage, WhoSubject } from "../../src/app/assignment/read-access.ts";
import { REPORT_LINES } from "../../src/app/report/read-report.ts";
import { REPORT_PARTS } from "../../src/domain/report.ts";
import { chartMessage, reportMessage } from "../../src/slack/report/report-message.ts";
import { RESOURCE_TYPES } from "../../src/domain/resource/resource.ts";
import type { Message } from "../../src/slack/command/message.ts";
import { accessMessage } from "../../src/slack/who/access-message.ts";
import { subjectChoices } from "../../src/slack/who/subject-choices.ts";
import { foundPackages, id, ids } from "./longest.ts";
import type { Script } from "./longest.ts";

const FROM = new Date("2024-02-29T23:59:59Z");
const UNTIL = new Date("2034-03-07T00:00:00Z");

export function accessMessages(script: Script): Record<string, Message> {
  const packages = { kind: "choices" as const, isExact: true, choices: foundPackages(script, WHO_PAGE).rows };
  const resources = ids(WHO_PAGE).map((each, index) => ({
    id: each,
    name: script(100),
    type: RESOURCE_TYPES[index % RESOURCE_TYPES.length] ?? "group",
  }));
  return {
    "A full page of roles on a resource": accessMessage(pageOf(script, { kind: "resource", id: id(1) })),
    "A full page of those who held a package on a day": accessMessage(
      pageOf(script, { kind: "package", id: id(1) }, { on: "2024-02-29" }),
    ),
    "A full page of what somebody held on a day": accessMessage(
      pageOf(script, { kind: "person", id: "U0123456789" }, { on: "2024-02-29" }),
    ),
    "Nobody with a role on a resource": accessMessage(
      pageOf(script, { kind: "resource", id: id(1) }, { total: 0, rows: [], next: null }),
    ),
    "Nothing that one held on a day": accessMessage(
      pageOf(
        script,
        { kind: "person", id: id(1) },
        { isOneself: true, on: "2024-02-29", total: 0, rows: [], next: null },
      ),
    ),
    "A full report": reportMessage(
      REPORT_PARTS.map((part) => ({
        part,
        rows: ids(REPORT_LINES).map(() => ({ name: script(100), detail: script(100), value: 1_709_251_199 })),
        hasMore: true,
      })),
    ),
    "The numbers of a chart": chartMessage({
      part: "holders",
      rows: ids(REPORT_LINES).map(() => ({ name: script(100), detail: script(100), value: 1_709_251_199 })),
      hasMore: true,
    }),
    "A chart of nothing": chartMessage({ part: "byApprover", rows: [], hasMore: false }),
    "A report on nothing": reportMessage(REPORT_PARTS.map((part) => ({ part, rows: [], hasMore: false }))),
    "Packages and resources to choose from": subjectChoices(script(100), { ...packages, resources }, "2024-02-29"),
    "No packages and resources": subjectChoices(script(100), { ...packages, choices: [], resources: [] }, null),
  };
}

function pageOf(script: Script, subject: WhoSubject, more: Partial<AccessPage> = {}): AccessPage {
  const way = {
    role: subject.kind === "resource" ? script(75) : null,
    packageName: script(100),
    catalogName: script(100),
    from: FROM,
    until: null,
    email: null,
    endsAt: UNTIL,
  };
  const ways = Array.from({ length: 40 }, (_, at) => ({ ...way, from: new Date(FROM.getTime() + at * 60_000) }));
  return {
    subject,
    on: null,
    from: 123_456,
    name: script(100),
    isOneself: false,
    isPart: true,
    total: 300_000,
    rows: ids(WHO_PAGE).map((each) => ({ id: each, name: script(100), ways })),
    next: 123_466,
    ...more,
  };
}
