/** What people are told: a scripted Slack, and the messages that the jobs keep in line in it. */
import { eq } from "drizzle-orm";
import { messages } from "../../src/slack/notify/messages.ts";
import { assignment, assignmentGrant } from "../../src/store/schema/assignment.ts";
import { catalog } from "../../src/store/schema/catalog.ts";
import { request } from "../../src/store/schema/request.ts";
import type { AssignmentState, EndReason, GrantState } from "../../src/domain/assignment/assignment.ts";
import type { RequestState } from "../../src/domain/request/request.ts";
import type { App, Someone } from "./app.ts";
import { asks, offered, policyWith, stageOf, stored } from "./requesting.ts";
import { ScriptedSlack } from "./scripted-slack.ts";

type Policy = Parameters<typeof policyWith>[0];

/** A request for a package of its own, and a Slack of its own in which it is shown. */
export class Notified {
  readonly app: App;
  readonly slack = new ScriptedSlack();
  readonly requestor: Someone;
  readonly packageId: string;
  readonly catalogId: string;
  readonly owner: Someone;
  requestId: string;

  private constructor(
    app: App,
    parts: Pick<Notified, "requestor" | "packageId" | "catalogId" | "owner">,
    requestId: string,
  ) {
    this.app = app;
    this.requestor = parts.requestor;
    this.packageId = parts.packageId;
    this.catalogId = parts.catalogId;
    this.owner = parts.owner;
    this.requestId = requestId;
  }

  static async asking(
    app: App,
    {
      channel,
      approvers,
      justification = "For the campaign",
      policy = {},
    }: {
      channel?: string;
      approvers: readonly Someone[];
      justification?: string;
      policy?: Policy;
    },
  ): Promise<Notified> {
    const requestor = await app.person("Rosa");
    const stages = approvers.length > 0 ? [stageOf(approvers)] : [];
    const offer = await offered(app, policyWith({ stages, ...policy }));
    if (channel !== undefined)
      await app.db.update(catalog).set({ approvalsChannel: channel }).where(eq(catalog.id, offer.catalogId));
    const { requestId } = await asks(app, requestor, offer.packageId, { justification });
    return new Notified(app, { requestor, ...offer }, requestId);
  }

  /** The job runs. */
  async shows(): Promise<void> {
    await messages(this.app.deps, this.slack).showRequest(this.requestId);
  }

  async showsAccess(): Promise<void> {
    await messages(this.app.deps, this.slack).showAssignment(await this.assignmentId());
  }

  async reminds(reminderId: string): Promise<void> {
    await messages(this.app.deps, this.slack).remind(reminderId);
  }

  /** What somebody reads in their direct messages, oldest first. */
  reads({ slackUserId }: Someone): string[] {
    return this.slack.shownTo(slackUserId);
  }

  /** The one message that somebody has. */
  reading(who: Someone | string): string {
    const shown = this.slack.shownTo(typeof who === "string" ? who : who.slackUserId);
    if (shown.length !== 1) throw new Error(`There are ${shown.length} messages:\n${shown.join("\n---\n")}`);
    return shown[0] ?? "";
  }

  get calls(): number {
    return this.slack.calls.length;
  }

  async assignmentId(): Promise<string> {
    return (await stored(this.app, this.requestId)).assignmentId ?? "";
  }

  /** Delivery has ended like this, for the access, the request and each resource role. */
  async delivered(
    state: AssignmentState & RequestState,
    more: { grants?: readonly GrantState[]; failure?: string } & Partial<typeof assignment.$inferInsert> = {},
  ): Promise<void> {
    const { grants = [], failure, ...access } = more;
    const id = await this.assignmentId();
    const { db, now } = this.app;
    await db
      .update(assignment)
      .set({ state, completedAt: now, ...access })
      .where(eq(assignment.id, id));
    await db.update(request).set({ state, completedAt: now }).where(eq(request.id, this.requestId));
    for (const grant of grants) {
      const resourceId = await this.app.resource("Group");
      const why = grant === "failed" || grant === "revoking" ? { failure: failure ?? "unreachable" } : {};
      await db.insert(assignmentGrant).values({
        assignmentId: id,
        resourceId,
        role: "Member",
        personId: this.requestor.id,
        state: grant,
        changedAt: now,
        ...why,
      });
    }
  }

  async ends(endReason: EndReason): Promise<void> {
    const change = { state: "expired" as const, endReason, endedAt: this.app.now };
    await this.app.db
      .update(assignment)
      .set(change)
      .where(eq(assignment.id, await this.assignmentId()));
  }
}
