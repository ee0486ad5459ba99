import { eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { HomeSubject } from "../../domain/home-tab.ts";
import { assignment } from "../schema/assignment.ts";
import { catalogStaff } from "../schema/catalog.ts";
import { delegation } from "../schema/delegation.ts";
import { homeTab } from "../schema/home-tab.ts";
import { person } from "../schema/person.ts";
import { request, requestApprover } from "../schema/request.ts";
import { accessReviewer, accessReviewItem } from "../schema/review.ts";
import { slackGroupMember } from "../schema/slack-group.ts";
import type { Reader, Transaction } from "../database.ts";
import { peopleBehind } from "./approver.ts";
import { asMoment, rowsOf } from "./rows.ts";

/** Remembers that the person has opened their Home tab, which has just been published. */
export async function rememberHome(tx: Transaction, personId: string, openedAt: Date): Promise<void> {
  await tx
    .insert(homeTab)
    .values({ personId, openedAt })
    .onConflictDoUpdate({ target: homeTab.personId, set: { openedAt } });
}

/** The people on whose Home tabs it shows, as a subselect. */
const PEOPLE: Readonly<Record<HomeSubject, (id: string) => SQL>> = {
  request: (id) => sql`with asked as (select behind.person_id from ${requestApprover},
      lateral ${peopleBehind(sql`${requestApprover.kind}`, sql`${requestApprover.subjectId}`)} as behind
      where ${requestApprover.requestId} = ${id})
    select unnest(array[${request.requestorId}, ${request.submittedBy}]) from ${request} where ${request.id} = ${id}
    union all select person_id from asked
    union all select ${delegation.delegateId} from ${delegation}
      where ${delegation.endedAt} is null and ${delegation.personId} in (select person_id from asked)`,
  assignment: (id) => sql`select ${assignment.personId} from ${assignment} where ${assignment.id} = ${id}`,
  catalog: (id) => sql`select ${catalogStaff.personId} from ${catalogStaff} where ${catalogStaff.catalogId} = ${id}`,
  person: (id) => sql`select ${id}::uuid`,
  slackGroup: (id) => sql`select ${person.id} from ${person}
    join ${slackGroupMember} on ${slackGroupMember.slackUserId} = ${person.slackUserId}
    where ${slackGroupMember.groupId} = ${id}`,
  review: (id) => sql`select ${accessReviewer.personId} from ${accessReviewer} where ${accessReviewer.reviewId} = ${id}
    union all select ${accessReviewItem.reviewerId} from ${accessReviewItem}
      where ${accessReviewItem.reviewId} = ${id} and ${accessReviewItem.reviewerId} is not null`,
  slackUser: (id) => sql`select ${person.id} from ${person} where ${person.slackUserId} = ${id}`,
};

/**
 * Notes that the Home tabs that show it will be published, and gives whose they are: of people who have opened theirs,
 * and for whom no publish is promised yet. Rows that another transaction is promising are passed over: the publish
 * that it promises comes later than this change.
 */
export async function promiseHomes(
  tx: Transaction,
  { kind, id }: { kind: HomeSubject; id: string },
  now: Date,
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`with touched as (select ${homeTab.personId} as id from ${homeTab}
        where ${homeTab.promisedAt} is null and ${homeTab.personId} in (${PEOPLE[kind](id)}) for update skip locked)
      update ${homeTab} set promised_at = ${asMoment(now)} from touched where ${homeTab.personId} = touched.id
      returning ${homeTab.personId} as id`,
  );
  return rows.map((row) => row.id);
}

/** Takes the promise back, as it is being kept: what changes from now on needs another. */
export async function takePromise(tx: Transaction, personId: string): Promise<void> {
  await tx.update(homeTab).set({ promisedAt: null }).where(eq(homeTab.personId, personId));
}

/** The Slack user id of somebody active who has opened their Home tab. */
export async function slackIdForHome(db: Reader, personId: string): Promise<string | undefined> {
  const rows = await db
    .select({ slackUserId: person.slackUserId, slackState: person.slackState })
    .from(homeTab)
    .innerJoin(person, eq(person.id, homeTab.personId))
    .where(eq(homeTab.personId, personId));
  const [found] = rows.filter(({ slackState }) => slackState === "active");
  return found?.slackUserId ?? undefined;
}
