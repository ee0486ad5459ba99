import { canExtend } from "../../domain/assignment/extension.ts";
import { isInScope } from "../../domain/policy/eligibility.ts";
import type { PersonFacts } from "../../domain/policy/eligibility.ts";
import { isMadeOnBehalfBy } from "../../domain/request/on-behalf.ts";
import { isOpenRequest } from "../../domain/request/request.ts";
import { mayResubmit } from "../../domain/request/transitions.ts";
import { directReport } from "../../store/query/direct-report.ts";
import { heldBy, requestsFor } from "../../store/query/request-lists.ts";
import type { MomentCursor } from "../../store/query/moment-page.ts";
import type { HeldAccess, OwnRequest } from "../../store/query/request-lists.ts";
import { requestableAmong } from "../../store/query/requestable-packages.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { personFacts } from "../person-facts.ts";
import { viewerOf } from "../viewer.ts";

/** How much one page lists, access and requests together. */
export const MINE_PAGE = 10;

/** Access, with what its holder may do with it now. */
export interface MyAccess extends Omit<HeldAccess, "settings"> {
  mayExtend: boolean;
}

/** A request, with what the person may do with it now. */
export interface MyRequest extends Omit<OwnRequest, "requestorId" | "requestorName" | "submittedBy" | "submitterName"> {
  /** The direct report for whom the person asked; null where it is for the person. */
  reportName: string | null;
  /** Who asked for the person; null where they asked themselves. */
  askedByName: string | null;
  mayCancel: boolean;
  mayResubmit: boolean;
}

/** Where the next page begins: within the access, or within the requests, which come after it. */
export type MineCursor = { part: "access" | "requests"; after: MomentCursor | null };

export interface Mine {
  access: MyAccess[];
  requests: MyRequest[];
  next: MineCursor | null;
}

/** One page of what the person holds and has asked for, the newest first. Offers nothing that would be refused (C16, R7). */
export async function listMine(
  deps: AppDeps,
  slackUserId: string,
  { size = MINE_PAGE, cursor }: { size?: number; cursor?: MineCursor | undefined } = {},
): Promise<Mine> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { access, next } = await pageOfAccess(db, by, size, cursor);
  if (next) return { access, requests: [], next };
  const after = cursor?.part === "requests" ? cursor.after : null;
  return { access, ...(await pageOfRequests(db, by, size - access.length, after)) };
}

/** What the person holds, up to so much of it. */
export async function pageOfAccess(
  db: Reader,
  by: ActingPerson,
  size: number,
  cursor?: MineCursor,
): Promise<{ access: MyAccess[]; next: MineCursor | null }> {
  if (cursor?.part === "requests") return { access: [], next: null };
  const [held, facts] = await Promise.all([
    heldBy(db, by.id, size + 1, cursor?.after ?? undefined),
    personFacts(db, by),
  ]);
  const page = held.slice(0, size);
  const last = page.at(-1);
  const isMore = held.length > size && last !== undefined;
  return {
    access: page.map((each) => withRights(each, facts)),
    next: isMore ? { part: "access", after: { at: last.startsAt, id: last.id } } : null,
  };
}

/** What the person has asked for, up to so much of it; with no room at all, whether there is anything. */
export async function pageOfRequests(
  db: Reader,
  by: ActingPerson,
  size: number,
  after: MomentCursor | null,
): Promise<{ requests: MyRequest[]; next: MineCursor | null }> {
  const found = await requestsFor(db, by.id, size + 1, after ?? undefined);
  const page = found.slice(0, size);
  const again = await resubmittable(db, by, page);
  const last = page.at(-1);
  return {
    requests: page.map((each) => {
      const { requestorId, requestorName, submittedBy, submitterName, ...shown } = each;
      return {
        ...shown,
        reportName: requestorId === by.id ? null : requestorName,
        askedByName: submittedBy === by.id ? null : submitterName,
        mayCancel: isOpenRequest(each.state),
        mayResubmit: again.has(each.id),
      };
    }),
    next: found.length > size ? { part: "requests", after: last ? { at: last.createdAt, id: last.id } : null } : null,
  };
}

/** The ids of those requests that the person could make again now, for themselves or for those who still are their direct reports (R5). */
async function resubmittable(db: Reader, by: ActingPerson, page: readonly OwnRequest[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const over = page.filter(
    (each) => mayResubmit(each.state) && (each.type === "userAdd" || isMadeOnBehalfBy(each, by.id)),
  );
  for (const requestorId of new Set(over.map((each) => each.requestorId))) {
    const isOwn = requestorId === by.id;
    const requestor = isOwn ? by : await directReport(db, by.id, requestorId);
    if (!requestor) continue;
    const theirs = over.filter((each) => each.requestorId === requestorId);
    const requestable = await requestableAmong(
      db,
      viewerOf(requestor),
      theirs.map(({ packageId }) => packageId),
      isOwn ? "self" : "manager",
    );
    for (const { id, packageId } of theirs) if (requestable.has(packageId)) ids.add(id);
  }
  return ids;
}

function withRights({ settings, ...access }: HeldAccess, facts: PersonFacts): MyAccess {
  const isIncluded = settings !== null && isInScope(settings.requestors, facts);
  const mayExtend = !access.isBeingExtended && canExtend(access, settings, isIncluded).extendable;
  return { ...access, mayExtend };
}
