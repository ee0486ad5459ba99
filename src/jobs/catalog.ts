import { z } from "zod";
import type { FollowUp } from "../domain/follow-up.ts";
import { ExportedList } from "../app/export/export-list.ts";
import { HOME_SUBJECTS } from "../domain/home-tab.ts";

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
  /** How long it waits before it is done. */
  delayMs?: number;
}

const id = z.uuid();
/** Tried for more than two hours: Slack, or whatever else a job needs, may be away for one of them. */
const PATIENT = { attempts: 40 };

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

/** The queue's name for the pauses below. */
export const OWN_BACKOFF = "custom";

/** The pause after so many failed attempts: it doubles, up to five minutes, so that what is back is noticed soon. */
export function pauseAfter(attemptsMade: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attemptsMade - 1), LONGEST_PAUSE_MS);
}

export const jobCatalog: { readonly [Name in JobName]: JobDefinition<JobPayload<Name>> } = {
  "packageCard.post": { payload: PackageCardPost, ...PATIENT },
  "importNotice.post": { payload: z.object({ catalogId: id, noticeId: id }), ...PATIENT },
  "requestMessages.show": { payload: z.object({ requestId: id }), ...PATIENT },
  "assignmentMessages.show": { payload: z.object({ assignmentId: id }), ...PATIENT },
  "delegationMessages.show": { payload: z.object({ delegationId: id }), ...PATIENT },
  "reviewMessages.show": {
    payload: z.object({ reviewId: id, reviewer: z.union([id, z.literal("listed")]) }),
    ...PATIENT,
  },
  "list.export": { payload: ExportedList.and(z.object({ exportId: id, personId: id })), ...PATIENT },
  "reminder.post": { payload: z.object({ reminderId: id }), ...PATIENT },
  "assignment.deliver": { payload: z.object({ assignmentId: id }), ...PATIENT },
  "package.reachHolders": { payload: z.object({ packageId: id }), ...PATIENT },
  "automatic.evaluate": { payload: z.object({ causeId: id }), ...PATIENT },
  "approvals.reroute": { payload: z.object({ causeId: id }), ...PATIENT },
  "reviews.handOn": { payload: z.object({ causeId: id }), ...PATIENT },
  "homes.touch": { payload: z.object({ kind: z.enum(HOME_SUBJECTS), id: z.string() }), ...PATIENT },
  // Whatever changes meanwhile is in the same publish.
  "home.publish": { payload: z.object({ personId: id }), ...PATIENT, delayMs: 2_000 },
};

/** Does one kind of job. It may be called again for the same payload, and must then change nothing. */
export interface JobHandler<Payload> {
  run(payload: Payload): Promise<void>;
  /** Called once when no further attempt will be made; `code` says in a word why the last one failed. */
  giveUp(payload: Payload, code: string): Promise<void>;
}

export type JobHandlers = { readonly [Name in JobName]: JobHandler<JobPayload<Name>> };

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobCatalog, name);
}
