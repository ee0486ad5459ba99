import { Refusal } from "../../domain/fault.ts";
import type { SlackDeps } from "../deps.ts";

const FOR_LACK_OF_PEOPLE = new Set(["personUnknown", "personNotKnownYet"]);

/** Does the work; if it fails because somebody is not known yet, asks Slack for these people and does it once more. */
export async function attempt<Result>(
  deps: SlackDeps,
  slackUserIds: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || !error.faults.some(({ code }) => FOR_LACK_OF_PEOPLE.has(code))) throw error;
    await deps.ensureKnown(slackUserIds);
    return work();
  }
}
