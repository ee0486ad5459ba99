import { listPackageRequests } from "../../app/request/list-package-requests.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { readPageReference } from "../who/page-reference.ts";
import { packageRequestsMessage } from "./requests-message.ts";

/** One page of the requests for a package; `of` says of which package, and after which request it begins. */
export async function packageRequestsPage(deps: SlackDeps, slackUserId: string, of: string): Promise<Message> {
  const { subject, after } = readPageReference(of);
  return packageRequestsMessage(await listPackageRequests(deps, slackUserId, subject, after));
}
