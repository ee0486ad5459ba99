import type { RequestState } from "../../domain/request/request.ts";
import type { SubmittedRequest } from "./place-request.ts";

const NAMED_MAX = 20;

/** How it stands with a request that has just been made. */
export interface SubmittedState {
  requestId: string;
  packageName: string;
  /** The direct report for whom it was made; null where it is for whoever asked. */
  reportName: string | null;
  state: RequestState;
  startsAt: Date | null;
  endsAt: Date | null;
  /** Who can decide the first stage, and until when; nobody where none decides. */
  asked: readonly string[];
  dueAt: Date | null;
}

/** What whoever asks is told: who decides, and what happens next. */
export function submittedState(
  { requestId, state, waitsFor }: SubmittedRequest,
  about: Pick<SubmittedState, "packageName" | "reportName" | "startsAt" | "endsAt">,
): SubmittedState {
  const asked = waitsFor?.approvers.slice(0, NAMED_MAX).map(({ name }) => name) ?? [];
  return { ...about, requestId, state, asked, dueAt: waitsFor?.dueAt ?? null };
}
