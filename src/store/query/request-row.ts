/** What lists of requests have in common. */
import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { person } from "../schema/person.ts";
import { request } from "../schema/request.ts";

/** Who made the request, for statements that join them beside the requestor. */
export const SUBMITTER = alias(person, "submitter");

/** Their name, where they asked for somebody else. */
export const OTHER_SUBMITTER = sql<string | null>`case when ${SUBMITTER.id} <> ${person.id} then ${SUBMITTER.name} end`;

/** What a row of a list tells of a request; for statements that join the requestor as person. */
export const REQUEST_ROW = {
  id: request.id,
  type: request.type,
  state: request.state,
  stage: request.stage,
  settings: request.settings,
  requestorName: person.name,
  createdAt: request.createdAt,
  startsAt: request.startsAt,
  dueAt: request.dueAt,
};

/** The row with how many stages its policy has, instead of the policy. */
export function withStageCount<Row extends { settings: unknown }>({ settings, ...row }: Row) {
  return { ...row, stageCount: PolicySettings.parse(settings).approval.stages.length };
}
