import type { AppDeps } from "../../app/deps.ts";
import { doAll } from "../../app/message/do-all.ts";
import type { LedgerKey } from "../../app/message/keep-in-line.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import {
  readRequestBefore,
  readRequestMessages,
  readRequestOfReminder,
} from "../../app/request/read-request-messages.ts";
import type { RequestMessages } from "../../app/request/read-request-messages.ts";
import type { Message } from "../command/message.ts";
import { showChannelState } from "./channel-trouble.ts";
import { isChannelClosed, planRequestMessages, REQUESTOR_CARD, toChannel } from "./plan-request-messages.ts";
import { isSameMessage, keepPlanned, needsWork } from "./planned-message.ts";

/** What a pass over a request's messages has done. */
interface Pass {
  posted: LedgerKey[];
  changed: LedgerKey[];
  failed: LedgerKey[];
}

/** The messages about requests (domain.md 6, N1-N9, G10). */
export function requestMessages(deps: AppDeps, door: MessageDoor<Message>) {
  /**
   * Brings every message about the request in line with its state, and posts those that are due. Where the approvals
   * channel turns out to be closed, the same goes on by direct messages, and the catalog's owners are told. Gives the
   * assignment that the request extends, if any. `due`: the reminder whose time has come.
   */
  async function show(requestId: string, due: string | null = null): Promise<string | null> {
    const about = await readRequestMessages(deps, requestId);
    if (!about) return null;
    const done: Pass = { posted: [], changed: [], failed: [] };
    await doAll([() => pass(about, due, done), () => followUp(about, due, done)], (step) => step());
    return about.request.type === "userExtend" ? (about.request.access?.assignmentId ?? null) : null;
  }

  /** Brings in line what is not; notes what became of it, also when some of it fails. */
  async function pass(about: RequestMessages, due: string | null, done: Pass): Promise<void> {
    const { ledger, request } = about;
    const planAnew = async () => {
      const now = await readRequestMessages(deps, request.id);
      return now ? planRequestMessages(now, due) : [];
    };
    const work = planRequestMessages(about, due).filter((planned) => needsWork(planned, ledger));
    await doAll(work, async ({ key }) => {
      const outcome = await keepPlanned(deps, door, key, planAnew);
      if (outcome.kind === "nothing") return;
      const isNew = !ledger.some((row) => isSameMessage(row, key) && row.ts !== null);
      done[outcome.kind === "failed" ? "failed" : isNew ? "posted" : "changed"].push(key);
    });
  }

  /** What could not be shown is shown elsewhere; what was posted may have answers below it, or end another's offer. */
  async function followUp(
    about: RequestMessages,
    due: string | null,
    { posted, changed, failed }: Pass,
  ): Promise<void> {
    const { id, catalogId, approvalsChannel: channel, asked } = about.request;
    const steps: (() => Promise<unknown>)[] = [];
    if (failed.length > 0 || (posted.length > 0 && asked.some(({ isAddedLater }) => isAddedLater)))
      steps.push(async () => {
        const now = await readRequestMessages(deps, id);
        if (now) await pass(now, due, { posted: [], changed: [], failed: [] });
      });
    const touched = [...posted, ...changed, ...failed].map(({ recipient }) => recipient);
    if (channel !== null && (touched.includes(toChannel(channel)) || isChannelClosed(about)))
      steps.push(() => showChannelState(deps, door, { catalogId, channel }));
    if (posted.some(({ kind }) => kind === REQUESTOR_CARD))
      steps.push(async () => {
        const before = await readRequestBefore(deps, id);
        if (before !== undefined) await show(before);
      });
    await doAll(steps, (step) => step());
  }

  return {
    show: (requestId: string) => show(requestId),
    /** Posts a reminder to an approver, unless the request is decided or they cannot decide any more (N2). */
    async remind(reminderId: string): Promise<void> {
      const requestId = await readRequestOfReminder(deps, reminderId);
      if (requestId !== undefined) await show(requestId, reminderId);
    },
  };
}
