/** The views about requests and access, with the longest data in one script. */
import type { ModalView } from "@slack/types";
import type { RequestedPackage } from "../../src/app/request/read-request-form.ts";
import { REQUEST_STATES } from "../../src/domain/request/request.ts";
import { NOTHING_TYPED, requestView } from "../../src/slack/request-access/request-view.ts";
import { submittedView } from "../../src/slack/request-access/submitted-view.ts";
import { id, ids, names, resources, settings } from "./longest.ts";
import type { Script } from "./longest.ts";

const SOME_TIME = new Date("2024-02-29T23:59:59Z");

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
      settings: settings({ scope: "allMemberUsers" }),
    })),
    names: names(script),
  };
}

export function requestModals(script: Script): Record<string, ModalView> {
  const purpose = { named: id(1), repeats: id(2) };
  const typed = {
    policyId: id(1),
    justification: script(1000),
    isForPeriod: true,
    startDate: "2024-02-29",
    endDate: "2034-03-07",
  };
  const submitted = REQUEST_STATES.map((state) => [
    `Request submitted, and ${state}`,
    submittedView({
      packageName: script(100),
      state,
      startsAt: SOME_TIME,
      asked: ids(20).map(() => script(100)),
      dueAt: SOME_TIME,
    }),
  ]);
  return {
    "Request access, nothing chosen": requestView({ named: null, repeats: null }, null, NOTHING_TYPED),
    "Request access through one policy": requestView(purpose, requestedPackage(script, 1), NOTHING_TYPED),
    "Request access through one of 120 policies": requestView(purpose, requestedPackage(script, 120), typed),
    ...Object.fromEntries(submitted),
  };
}
