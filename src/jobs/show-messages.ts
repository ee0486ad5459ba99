import type { AppDeps } from "../app/deps.ts";
import { noteGivenUp } from "../app/message/note-given-up.ts";
import type { JobHandler, JobName } from "./catalog.ts";

/** A job that brings messages about one thing in line with its state; when it is given up, the ledger says so. */
export function showMessages<Payload>(
  deps: AppDeps,
  job: JobName,
  idIn: (payload: Payload) => string,
  show: (id: string) => Promise<void>,
): JobHandler<Payload> {
  return {
    run: (payload) => show(idIn(payload)),
    giveUp: (payload, code) => noteGivenUp(deps, job, idIn(payload), code),
  };
}
