import { z } from "zod";
import type { FollowUp } from "../domain/follow-up.ts";

const PackageCardPost = z.object({
  packageId: z.uuid(),
  channel: z.string(),
  sharedBy: z.string(),
  shareId: z.uuid(),
});
export type PackageCardPost = z.infer<typeof PackageCardPost>;

/** Every job that may be promised; a name without a record here, or without a handler, does not compile. */
export type JobName = FollowUp["job"];
/** What each job is given: ids only, the state is read when the job runs. */
export type JobPayload<Name extends JobName> = Extract<FollowUp, { job: Name }>["payload"];

export interface JobDefinition<Payload> {
  payload: z.ZodType<Payload>;
  attempts: number;
  /** The pause before the second attempt; it doubles with each further one. */
  firstPauseMs: number;
}

const id = z.uuid();
/** Work at our own door and at Slack's: tried for about two minutes. */
const PATIENT = { attempts: 8, firstPauseMs: 1_000 };

export const jobCatalog: { readonly [Name in JobName]: JobDefinition<JobPayload<Name>> } = {
  "packageCard.post": { payload: PackageCardPost, ...PATIENT },
  "requestMessages.show": { payload: z.object({ requestId: id }), ...PATIENT },
  "assignmentMessages.show": { payload: z.object({ assignmentId: id }), ...PATIENT },
  "reminder.post": { payload: z.object({ reminderId: id }), ...PATIENT },
  "assignment.deliver": { payload: z.object({ assignmentId: id }), ...PATIENT },
  "package.reachHolders": { payload: z.object({ packageId: id }), ...PATIENT },
  "approvals.reroute": { payload: z.object({ causeId: id }), ...PATIENT },
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
