/** Random requests, decisions, extensions, edits and clock steps, against a model small enough to be seen right. */
import * as fc from "fast-check";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { deliverAssignment } from "../../../src/app/assignment/deliver-assignment.ts";
import { giveUpAccess } from "../../../src/app/assignment/give-up-access.ts";
import { cancelRequest } from "../../../src/app/request/cancel-request.ts";
import { extendAccess } from "../../../src/app/request/extend-access.ts";
import { SWEEPS } from "../../../src/app/sweep/sweeps.ts";
import { later } from "../../../src/lib/duration.ts";
import { newRandomId } from "../../../src/lib/ids.ts";
import { assignment, assignmentGrant } from "../../../src/store/schema/assignment.ts";
import { policy } from "../../../src/store/schema/package.ts";
import { request } from "../../../src/store/schema/request.ts";
import { packageGiving } from "../../support/access.ts";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { Outside } from "../../support/outside.ts";
import { asks, decides, policyWith, stageOf } from "../../support/requesting.ts";

const app = useApp();

/** What becomes of one person and one package. */
interface Place {
  person: Someone;
  packageId: string;
  needsApproval: boolean;
  days: number;
  isExtendable: boolean;
  /** The resources that the package gives. */
  gives: readonly string[];
}

/** The model: what should be true of each place. */
interface Expected {
  open: { requestId: string; dueAt: Date } | null;
  lastRequest: string | null;
  held: { endsAt: Date } | null;
}

interface Model {
  places: Expected[];
  isEnabled: Map<string, boolean>;
}

interface Real {
  outside: Outside;
  places: readonly Place[];
  approvers: readonly [Someone, Someone];
}

type Step = fc.AsyncCommand<Model, Real, true>;

/** Two people, and two packages that share a resource: one with approval that can be extended, one without either. */
async function world(): Promise<Real> {
  const approvers = [await app.person("Approver"), await app.person("Approver")] as const;
  const [own, shared] = [await app.resource("Own"), await app.resource("Shared")];
  const withApproval = policyWith({
    stages: [stageOf(approvers, { decisionDays: 2 })],
    expiration: { type: "afterDays", days: 5 },
  });
  const without = policyWith({
    expiration: { type: "afterDays", days: 3 },
    extension: { isAllowed: false, isApprovalRequired: false },
  });
  const kinds = [
    { gives: [own, shared], needsApproval: true, days: 5, isExtendable: true, settings: withApproval },
    { gives: [shared], needsApproval: false, days: 3, isExtendable: false, settings: without },
  ];
  const people = [await app.person("Requestor"), await app.person("Requestor")];
  const places = [];
  for (const { settings, ...kind } of kinds) {
    const packageId = await packageGiving(app, kind.gives, { policies: [settings] });
    for (const person of people) places.push({ ...kind, person, packageId });
  }
  return { outside: new Outside(), places, approvers };
}

function emptyModel({ places }: Real): Model {
  return {
    places: places.map(() => ({ open: null, lastRequest: null, held: null })),
    isEnabled: new Map(places.map(({ packageId }) => [packageId, true])),
  };
}

/** Does what is due and what was promised, as sweeps and jobs would; each delivery twice, as a queue may. */
async function settles({ outside, places }: Real): Promise<void> {
  for (const sweep of Object.values(SWEEPS)) while ((await sweep(app.deps)) > 0);
  const waiting = await app.db
    .selectDistinct({ id: assignmentGrant.assignmentId })
    .from(assignmentGrant)
    .where(
      and(
        inArray(assignmentGrant.state, ["pending", "revoking"]),
        inArray(
          assignmentGrant.personId,
          places.map(({ person }) => person.id),
        ),
      ),
    );
  for (const { id } of [...waiting, ...waiting]) await deliverAssignment({ ...app.deps, connector: outside }, id);
}

async function compare(model: Model, real: Real): Promise<void> {
  await settles(real);
  for (const [index, { person, packageId }] of real.places.entries()) {
    const expected = model.places[index];
    const isOurs = (table: typeof request | typeof assignment) => eq(table.packageId, packageId);
    const open = await app.db
      .select()
      .from(request)
      .where(and(isOurs(request), eq(request.requestorId, person.id), eq(request.state, "pendingApproval")));
    expect(open.map(({ id, dueAt }) => ({ requestId: id, dueAt }))).toEqual(expected?.open ? [expected.open] : []);
    const live = await app.db
      .select()
      .from(assignment)
      .where(and(isOurs(assignment), eq(assignment.personId, person.id), ne(assignment.state, "expired")));
    expect(live.map(({ endsAt, state }) => ({ endsAt, state }))).toEqual(
      expected?.held ? [{ endsAt: expected.held.endsAt, state: "delivered" }] : [],
    );
  }
  for (const resourceId of new Set(real.places.flatMap(({ gives }) => gives)))
    for (const { person } of real.places) {
      const isGiven = real.places.some(
        (place, index) =>
          place.person.id === person.id && place.gives.includes(resourceId) && model.places[index]?.held !== null,
      );
      expect(real.outside.holds(person, resourceId)).toBe(isGiven);
    }
}

/** One step: what the model says will be refused, or what it says will be. */
function step(name: string, run: (model: Model, real: Real) => Promise<void>): Step {
  return {
    check: async () => true,
    run: async (model, real) => {
      await run(model, real);
      await compare(model, real);
    },
    toString: () => name,
  };
}

function at(model: Model, real: Real, index: number): { place: Place; expected: Expected } {
  const [place, expected] = [real.places[index], model.places[index]];
  if (!place || !expected) throw new Error(`There is no place ${index}.`);
  return { place, expected };
}

function isTold(told: readonly string[], expected: readonly string[]): void {
  expect(told).toEqual(expected);
}

function isRefused(told: readonly string[], expected: boolean): void {
  expect(told.length > 0).toBe(expected);
}

const places = fc.integer({ min: 0, max: 3 });

const ask = places.map((index) =>
  step(`ask ${index}`, async (model, real) => {
    const { place, expected } = at(model, real, index);
    const asked = asks(app, place.person, place.packageId);
    const refused = expected.held ? "alreadyHeld" : expected.open ? "alreadyRequested" : null;
    const closed = model.isEnabled.get(place.packageId) ? null : "notRequestable";
    const fault = refused ?? closed;
    isTold(await refusals(asked), fault === null ? [] : [`${fault} on packageId`]);
    if (fault !== null) return;
    const { requestId } = await asked;
    expected.lastRequest = requestId;
    if (place.needsApproval) expected.open = { requestId, dueAt: later(app.now, { days: 2 }) };
    else expected.held = { endsAt: later(app.now, { days: place.days }) };
  }),
);

const decide = fc
  .record({ index: places, who: fc.constantFrom(0, 1, 2), says: fc.constantFrom("approve", "deny") })
  .map(({ index, who, says }) =>
    step(`${who} ${says} ${index}`, async (model, real) => {
      const { place, expected } = at(model, real, index);
      const person = [...real.approvers, place.person][who];
      if (expected.lastRequest === null || !person || !place.needsApproval) return;
      const refused = await refusals(decides(app, person, expected.lastRequest, says));
      const mayDecide = person !== place.person;
      isRefused(refused, !mayDecide || !expected.open);
      if (!mayDecide || !expected.open) return;
      expected.open = null;
      if (says === "approve") expected.held = { endsAt: later(app.now, { days: place.days }) };
    }),
  );

const cancel = places.map((index) =>
  step(`cancel ${index}`, async (model, real) => {
    const { place, expected } = at(model, real, index);
    if (expected.lastRequest === null) return;
    const input = { requestId: expected.lastRequest };
    const refused = await refusals(cancelRequest(app.deps, place.person.slackUserId, input));
    isTold(refused, expected.open ? [] : ["notCancelable on no field"]);
    expected.open = null;
  }),
);

const extend = places.map((index) =>
  step(`extend ${index}`, async (model, real) => {
    const { place, expected } = at(model, real, index);
    const assignmentId = await liveAssignment(place);
    const presentEnd = (expected.held?.endsAt ?? app.now).toISOString();
    const input = { assignmentId, presentEnd, endDate: null, justification: "" };
    const refused = await refusals(extendAccess(app.deps, place.person.slackUserId, input));
    const isPossible = expected.held && place.isExtendable && model.isEnabled.get(place.packageId);
    isRefused(refused, !isPossible);
    if (isPossible && expected.held) expected.held = { endsAt: later(expected.held.endsAt, { days: place.days }) };
  }),
);

const giveUp = places.map((index) =>
  step(`give up ${index}`, async (model, real) => {
    const { place, expected } = at(model, real, index);
    const input = { assignmentId: await liveAssignment(place) };
    const refused = await refusals(giveUpAccess(app.deps, place.person.slackUserId, input));
    isRefused(refused, !expected.held);
    expected.held = null;
  }),
);

const edit = places.map((index) =>
  step(`switch the policy of ${index}`, async (model, real) => {
    const { packageId } = at(model, real, index).place;
    const isEnabled = !model.isEnabled.get(packageId);
    const settings = sql`jsonb_set(${policy.settings}, '{isEnabled}', ${JSON.stringify(isEnabled)}::text::jsonb)`;
    await app.db.update(policy).set({ isEnabled, settings }).where(eq(policy.packageId, packageId));
    model.isEnabled.set(packageId, isEnabled);
  }),
);

const wait = fc.integer({ min: 1, max: 60 }).map((hours) =>
  step(`wait ${hours} h`, async (model) => {
    app.passes({ hours });
    for (const expected of model.places) {
      if (expected.open && expected.open.dueAt <= app.now) expected.open = null;
      if (expected.held && expected.held.endsAt <= app.now) expected.held = null;
    }
  }),
);

async function liveAssignment({ person, packageId }: Place): Promise<string> {
  const [live] = await app.db
    .select()
    .from(assignment)
    .where(
      and(eq(assignment.packageId, packageId), eq(assignment.personId, person.id), ne(assignment.state, "expired")),
    );
  return live?.id ?? newRandomId();
}

test("whatever happens in whatever order, requests, access and membership are what they should be", async () => {
  const steps = fc.commands<Model, Real, true>([ask, ask, decide, decide, cancel, extend, giveUp, edit, wait], {
    maxCommands: 40,
    size: "+1",
  });
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      const real = await world();
      await fc.asyncModelRun(() => ({ model: emptyModel(real), real }), commands);
    }),
    { numRuns: 10, endOnFailure: false },
  );
}, 180_000);
