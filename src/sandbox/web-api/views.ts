import { viewPayload } from "../delivery/payloads.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { acceptedHome, acceptedModal } from "../view/accept.ts";
import type { OpenView } from "../view/views.ts";
import type { Args } from "./args.ts";

function answer(sandbox: Sandbox, open: OpenView): object {
  return { view: viewPayload(sandbox, open) };
}

/** Checks trigger and view before either counts: a refused view leaves the trigger unused. */
function byTrigger(sandbox: Sandbox, args: Args, show: "open" | "push"): object {
  const trigger = args.text("trigger_id") ?? args.text("interactivity_pointer");
  if (trigger === undefined)
    throw new SlackRefusal("invalid_arguments", ["[ERROR] missing required field: trigger_id"]);
  const view = acceptedModal(args.json("view"));
  const personId = sandbox.triggers.check(trigger);
  const open = show === "open" ? sandbox.views.open(personId, view) : sandbox.views.push(personId, view);
  sandbox.triggers.use(trigger);
  return answer(sandbox, open);
}

export function viewsOpen(sandbox: Sandbox, args: Args): object {
  return byTrigger(sandbox, args, "open");
}

export function viewsPush(sandbox: Sandbox, args: Args): object {
  return byTrigger(sandbox, args, "push");
}

function updatedView(sandbox: Sandbox, viewId: string | undefined, view: unknown) {
  const isHome = viewId !== undefined && sandbox.views.find(viewId)?.view.type === "home";
  return isHome ? acceptedHome(view) : acceptedModal(view);
}

export function viewsUpdate(sandbox: Sandbox, args: Args): object {
  const which = { viewId: args.text("view_id"), externalId: args.text("external_id") };
  if (which.viewId === undefined && which.externalId === undefined) {
    throw new SlackRefusal("invalid_arguments", ["[ERROR] missing required field: view_id or external_id"]);
  }
  return answer(
    sandbox,
    sandbox.views.update(which, updatedView(sandbox, which.viewId, args.json("view")), args.text("hash")),
  );
}

export function viewsPublish(sandbox: Sandbox, args: Args): object {
  if (sandbox.workspace.homeTab === false) throw new SlackRefusal("not_enabled");
  const person = sandbox.people.find(args.text("user_id"));
  if (!person || person.deactivated)
    throw new SlackRefusal("invalid_arguments", ["[ERROR] user_id is not a member of this workspace"]);
  return answer(sandbox, sandbox.views.publish(person.id, acceptedHome(args.json("view")), args.text("hash")));
}
