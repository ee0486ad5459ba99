import type { SandboxPerson } from "../contract.ts";
import { deliverEvent } from "../delivery/events.ts";
import { viewPayload } from "../delivery/payloads.ts";
import type { Sandbox } from "../sandbox.ts";

/** The person goes to the app's Home tab. */
export async function openHome(sandbox: Sandbox, person: SandboxPerson): Promise<void> {
  const home = sandbox.views.home(person.id);
  const event = {
    type: "app_home_opened",
    user: person.id,
    channel: sandbox.conversations.direct(person.id).id,
    tab: "home",
    event_ts: sandbox.conversations.timestamp(),
    ...(home && { view: viewPayload(sandbox, home) }),
  };
  await deliverEvent(sandbox, "app_home_opened", event);
}
