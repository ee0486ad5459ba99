import { z } from "zod";
import type { FollowUp } from "../domain/follow-up.ts";

const PackageCardPost = z.object({
  packageId: z.uuid(),
  channel: z.string(),
  sharedBy: z.string(),
  shareId: z.uuid(),
});
export type PackageCardPost = z.infer<typeof PackageCardPost>;

/** What each job is given: ids only, the state is read when the job runs. */
interface JobPayloads {
  "packageCard.post": PackageCardPost;
}

/** Every job that may be promised; a name without a record here, or without a handler, does not compile. */
export type JobName = FollowUp["job"];
export type JobPayload<Name extends JobName> = JobPayloads[Name];

export interface JobDefinition<Payload> {
  payload: z.ZodType<Payload>;
  attempts: number;
  /** The pause before the second attempt; it doubles with each further one. */
  firstPauseMs: number;
}

export const jobCatalog: { readonly [Name in JobName]: JobDefinition<JobPayload<Name>> } = {
  "packageCard.post": { payload: PackageCardPost, attempts: 8, firstPauseMs: 1_000 },
};

/** Does one kind of job. It may be called again for the same payload, and must then change nothing. */
export interface JobHandler<Payload> {
  run(payload: Payload): Promise<void>;
  /** Called once when no further attempt will be made; `code` is Slack's error code, or "failed". */
  giveUp(payload: Payload, code: string): Promise<void>;
}

export type JobHandlers = { readonly [Name in JobName]: JobHandler<JobPayload<Name>> };

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobCatalog, name);
}
