import type { JobHandler, PackageCardPost } from "./catalog.ts";

/** The Slack side of the job. */
export interface PackageCardMessages {
  /** Shows the card where it was shared, unless the package is gone. */
  show(payload: PackageCardPost): Promise<void>;
  /** Tells the person who shared it that it could not be posted, and what to do. */
  explain(payload: PackageCardPost, code: string): Promise<void>;
}

/** Posts a shared package's card, once for each time it was shared. */
export function postPackageCard(slack: PackageCardMessages): JobHandler<PackageCardPost> {
  return { run: (payload) => slack.show(payload), giveUp: (payload, code) => slack.explain(payload, code) };
}
