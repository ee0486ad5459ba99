/** The modals in which staff manage requests and access, with the longest data in one script. */
import type { ModalView } from "@slack/types";
import { REQUEST_STATES } from "../../src/domain/request/request.ts";
import { assignedView } from "../../src/slack/assign-access/assigned-view.ts";
import { assignView } from "../../src/slack/assign-access/assign-view.ts";
import { id, ids } from "./longest.ts";
import type { Script } from "./longest.ts";

export function assignmentModals(script: Script): Record<string, ModalView> {
  const policies = (count: number, asking: (index: number) => boolean) =>
    ids(count).map((each, index) => ({ id: each, name: script(100), asksApproval: asking(index) }));
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
    "Access assigned to 100 people": assignedView(assigned),
  };
}
