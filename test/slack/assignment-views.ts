/** The modals in which staff manage requests and access, with the longest data in one script. */
import type { ModalView } from "@slack/types";
import type { RerouteForm } from "../../src/app/request/read-reroute.ts";
import { REQUEST_STATES } from "../../src/domain/request/request.ts";
import { assignedView } from "../../src/slack/assign-access/assigned-view.ts";
import { assignView } from "../../src/slack/assign-access/assign-view.ts";
import { removalPane } from "../../src/slack/remove-access/removal-pane.ts";
import { revocationPane } from "../../src/slack/revoke-approval/revocation-pane.ts";
import { reroutePane } from "../../src/slack/reroute/reroute-pane.ts";
import { id, ids, questions, userIds } from "./longest.ts";
import type { Script } from "./longest.ts";
import { LONGEST_PLACE } from "./longest-request.ts";

export function assignmentModals(script: Script): Record<string, ModalView> {
  const policies = (count: number, asking: (index: number) => boolean) =>
    ids(count).map((each, index) => ({
      id: each,
      name: script(100),
      asksApproval: asking(index),
      questions: questions(10, script),
    }));
  const form = { packageId: id(1), packageName: script(100) };
  const assigned = ids(100).map((requestId, index) => ({
    requestId,
    name: script(100),
    state: REQUEST_STATES[index % REQUEST_STATES.length] ?? "delivered",
  }));
  return {
    "Assign access through the only policy": assignView({ ...form, policies: policies(1, () => true) }),
    "Assign access through one of two": assignView({ ...form, policies: policies(2, () => false) }),
    "Assign access through one of 120 policies": assignView({
      ...form,
      policies: policies(120, (index) => index % 2 === 0),
    }),
    "Assign access through the policy that is chosen": assignView(
      { ...form, policies: policies(2, () => true) },
      { policyId: id(2), people: userIds(100) },
    ),
    "Access assigned to 100 people": assignedView(assigned),
    "Remove access": removalPane(
      { assignmentId: id(1), packageName: script(100), holderName: script(100) },
      LONGEST_PLACE,
    ),
    "Revoke approval": revocationPane(
      { requestId: id(1), packageName: script(100), holderName: script(100) },
      LONGEST_PLACE,
    ),
    "Re-route request": reroutePane(rerouted(script, 100), LONGEST_PLACE),
    "Re-route a request that nobody can decide": reroutePane(rerouted(script, 0), LONGEST_PLACE),
  };
}

function rerouted(script: Script, asked: number): RerouteForm {
  return {
    requestId: id(1),
    stage: 2,
    reroutedAt: new Date("2034-03-07T12:00:00Z"),
    type: "onBehalfAdd",
    packageName: script(100),
    requestorName: script(100),
    submitterName: script(100),
    asked: ids(asked).map(() => script(100)),
  };
}
