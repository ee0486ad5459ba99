/** The views about requests and access, with the longest data in one script. */
import type { HomeView, ModalView } from "@slack/types";
import type { MyAccess, MyRequest } from "../../src/app/person/list-mine.ts";
import { HOME_ROWS } from "../../src/app/person/read-home.ts";
import type { Home } from "../../src/app/person/read-home.ts";
import type { AwaitedRequest } from "../../src/app/request/list-approvals.ts";
import type { RequestedPackage } from "../../src/app/request/read-request-form.ts";
import { ASSIGNMENT_STATES } from "../../src/domain/assignment/assignment.ts";
import { REQUEST_STATES } from "../../src/domain/request/request.ts";
import { approvalsMessage } from "../../src/slack/approvals/approvals-message.ts";
import { approverCard } from "../../src/slack/cards/approver-card.ts";
import { deliveryTroubleCard } from "../../src/slack/cards/delivery-trouble-card.ts";
import { requestorCard } from "../../src/slack/cards/requestor-card.ts";
import type { Message } from "../../src/slack/command/message.ts";
import { decisionPane } from "../../src/slack/decide/decision-pane.ts";
import { detailsView } from "../../src/slack/decide/details-view.ts";
import { extendPane } from "../../src/slack/extend-access/extend-pane.ts";
import { homeView } from "../../src/slack/home/home-view.ts";
import { mineMessage } from "../../src/slack/mine/mine-message.ts";
import { NOTHING_TYPED, requestView } from "../../src/slack/request-access/request-view.ts";
import { submittedView } from "../../src/slack/request-access/submitted-view.ts";
import { id, ids, names, resources, questions, settings } from "./longest.ts";
import type { Script } from "./longest.ts";
import { ownReviews } from "./review-views.ts";
import { LONGEST_PLACE, longestRequest, SOME_TIME } from "./longest-request.ts";

function requestedPackage(script: Script, policies: number): RequestedPackage {
  return {
    id: id(1),
    name: script(100),
    description: script(1000),
    catalogName: script(100),
    resourceRoles: resources(script, 40, 1).map(({ type, name }) => ({ type, name, role: script(75) })),
    policies: ids(policies).map((each) => ({
      id: each,
      name: script(100),
      version: 99,
      settings: settings({ scope: "allMemberUsers" }),
    })),
    names: names(script),
  };
}

function awaited(script: Script, count: number): AwaitedRequest[] {
  return ids(count).map((each, index) => ({
    id: each,
    type: index % 2 === 0 ? "userAdd" : "userExtend",
    stage: 2,
    packageName: script(100),
    requestorName: script(100),
    submitterName: index % 4 === 0 ? script(100) : null,
    organizationName: script(100),
    insteadOf: script(100),
    justification: script(1000),
    createdAt: SOME_TIME,
    dueAt: SOME_TIME,
  }));
}

function myAccess(script: Script, count: number): MyAccess[] {
  return ids(count).map((each, index) => ({
    id: each,
    state: ASSIGNMENT_STATES[index % ASSIGNMENT_STATES.length] ?? "delivered",
    packageId: id(1),
    packageName: script(100),
    catalogName: script(100),
    startsAt: SOME_TIME,
    endsAt: index % 2 === 0 ? SOME_TIME : null,
    isBeingExtended: true,
    mayExtend: true,
  }));
}

function myRequests(script: Script, count: number): MyRequest[] {
  return ids(count, 500).map((each, index) => ({
    id: each,
    type: index % 2 === 0 ? "userAdd" : "userExtend",
    state: REQUEST_STATES[index % REQUEST_STATES.length] ?? "submitted",
    stage: 1,
    stageCount: 3,
    packageId: id(1),
    packageName: script(100),
    createdAt: SOME_TIME,
    startsAt: SOME_TIME,
    dueAt: SOME_TIME,
    accessEndedAt: SOME_TIME,
    reportName: index % 4 === 0 ? script(100) : null,
    askedByName: index % 4 === 2 ? script(100) : null,
    mayCancel: true,
    mayResubmit: true,
  }));
}

export function requestMessages(script: Script): Record<string, Message> {
  const next = { at: SOME_TIME, id: id(1) };
  return {
    "A full page of approvals": approvalsMessage({ rows: awaited(script, 10), next }),
    "No approvals": approvalsMessage({ rows: [], next: null }),
    "A full page of access": mineMessage({
      access: myAccess(script, 10),
      requests: [],
      next: { part: "access", after: next },
    }),
    "A full page of access and requests": mineMessage({
      access: myAccess(script, 5),
      requests: myRequests(script, 5),
      next: { part: "requests", after: next },
    }),
    "A full page of requests": mineMessage({
      access: [],
      requests: myRequests(script, 10),
      next: { part: "requests", after: null },
    }),
    "Nothing held and nothing asked for": mineMessage({ access: [], requests: [], next: null }),
    ...cards(script),
  };
}

function cards(script: Script): Record<string, Message> {
  return Object.fromEntries(
    REQUEST_STATES.flatMap((state) => {
      const request = longestRequest(script, state);
      const [stage] = request.stages;
      if (!stage || !request.access) return [];
      return [
        [`The requestor's card of a request that is ${state}`, requestorCard(request)],
        [`The channel's card of a request that is ${state}`, approverCard(request, stage, { kind: "channel" })],
        [`The staff's card of a delivery whose request is ${state}`, deliveryTroubleCard(request, request.access)],
      ];
    }),
  );
}

export function homes(script: Script): Record<string, HomeView> {
  const abilities = {
    name: script(100),
    isUserAdministrator: true,
    mayCreatePackages: true,
    mayCreateCatalogs: true,
    hasCatalogs: true,
    mayViewAssignments: true,
    hasReports: true,
  };
  const found = { name: script(100), nameKey: script(100), description: script(1000), catalogName: script(100) };
  const roles = ["owner", "packageManager", "assignmentManager", "reader"] as const;
  const full: Home = {
    abilities,
    approvals: { rows: awaited(script, HOME_ROWS), hasMore: true },
    reviews: { rows: ownReviews(script, HOME_ROWS), hasMore: true },
    access: { rows: myAccess(script, HOME_ROWS), hasMore: true },
    requests: { rows: myRequests(script, HOME_ROWS), hasMore: true },
    packages: { rows: ids(HOME_ROWS).map((each) => ({ ...found, id: each })), hasMore: true },
    catalogs: {
      rows: ids(HOME_ROWS).map((each) => ({
        id: each,
        name: script(100),
        nameKey: script(100),
        roles,
        packages: 20_000,
      })),
      hasMore: true,
    },
  };
  const none = { rows: [], hasMore: false };
  return {
    "A full Home": homeView(full, new Date(0)),
    "Home of a new member": homeView(
      {
        abilities: { ...abilities, isUserAdministrator: false, mayCreatePackages: false, hasCatalogs: false },
        approvals: none,
        reviews: none,
        access: none,
        requests: none,
        packages: none,
        catalogs: none,
      },
      new Date(0),
    ),
  };
}

export function requestModals(script: Script): Record<string, ModalView> {
  const purpose = { named: id(1), repeats: id(2), reportId: null };
  const myself = { hasReports: false, chosen: null };
  const report = { hasReports: true, chosen: { id: id(3), name: script(100) } };
  const typed = {
    policyId: id(1),
    justification: script(1000),
    answers: questions(10, script).map(({ text }) => ({ question: text, answer: script(75) })),
    isForPeriod: true,
    startDate: "2024-02-29",
    endDate: "2034-03-07",
  };
  const submitted = REQUEST_STATES.map((state) => [
    `Request submitted, and ${state}`,
    submittedView({
      endsAt: SOME_TIME,
      packageName: script(100),
      reportName: script(100),
      state,
      startsAt: SOME_TIME,
      asked: ids(20).map(() => script(100)),
      dueAt: SOME_TIME,
    }),
  ]);
  return {
    "Request access, nothing chosen": requestView({
      purpose: { named: null, repeats: null, reportId: null },
      choice: myself,
      wanted: null,
      typed: NOTHING_TYPED,
    }),
    "Request access through one policy": requestView({
      purpose,
      choice: { hasReports: true, chosen: null },
      wanted: requestedPackage(script, 1),
      typed: NOTHING_TYPED,
    }),
    "Request access through one of 120 policies": requestView({
      purpose,
      choice: myself,
      wanted: requestedPackage(script, 120),
      typed,
    }),
    "Request access for a direct report": requestView({
      purpose: { ...purpose, reportId: id(3) },
      choice: report,
      wanted: requestedPackage(script, 120),
      typed,
    }),
    ...Object.fromEntries(submitted),
    ...Object.fromEntries(
      (["approve", "deny"] as const).map((decision) => [
        `The pane to ${decision}`,
        decisionPane(
          decision,
          {
            requestId: id(1),
            stage: 2,
            type: "onBehalfAdd",
            packageName: script(100),
            requestorName: script(100),
            submitterName: script(100),
            isReasonRequired: decision === "deny",
          },
          LONGEST_PLACE,
        ),
      ]),
    ),
    ...Object.fromEntries(
      REQUEST_STATES.map((state) => [
        `Details of a request that is ${state}`,
        detailsView({ request: longestRequest(script, state), mayDecide: true, mayCancel: true, mayReroute: true }),
      ]),
    ),
    "Extend access": extendPane(
      {
        assignmentId: id(1),
        packageName: script(100),
        endsAt: SOME_TIME,
        latestEnd: SOME_TIME,
        lastDay: "2034-03-07",
        asksApproval: true,
        isJustificationRequired: true,
      },
      LONGEST_PLACE,
    ),
  };
}
