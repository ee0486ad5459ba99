import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GRANT_STATES } from "../../src/domain/assignment/assignment.ts";
import { reach } from "../../src/domain/assignment/reach.ts";
import { roleDiff, roleKey } from "../../src/domain/assignment/role-diff.ts";
import type { ResourceRole } from "../../src/domain/assignment/role-diff.ts";

const role = fc.record({ resourceId: fc.constantFrom("r1", "r2", "r3"), role: fc.constantFrom("Member", "Owner") });
const roles = fc.uniqueArray(role, { selector: roleKey });
const keys = (list: readonly ResourceRole[]) => new Set(list.map(roleKey));
const isWanted = ({ state }: { state: string }) => state !== "revoking" && state !== "revoked";

describe("the difference between what a package gives and what somebody holds (D11)", () => {
  test("leads from the one to the other, and touches nothing that both have", () => {
    fc.assert(
      fc.property(roles, roles, (wanted, held) => {
        const { give, take } = roleDiff(wanted, held);
        const after = new Set([...keys(held)].filter((key) => !keys(take).has(key)).concat([...keys(give)]));
        expect(after).toEqual(keys(wanted));
        for (const key of [...keys(give), ...keys(take)]) expect(keys(wanted).has(key)).not.toBe(keys(held).has(key));
      }),
    );
  });

  test("is empty once it has been followed", () => {
    fc.assert(
      fc.property(roles, (wanted) => {
        expect(roleDiff(wanted, wanted)).toEqual({ give: [], take: [] });
      }),
    );
  });
});

describe("access that is brought in line with its package", () => {
  const grants = fc.uniqueArray(
    fc.record({
      resourceId: fc.constantFrom("r1", "r2", "r3"),
      role: fc.constantFrom("Member", "Owner"),
      state: fc.constantFrom(...GRANT_STATES),
      heldBefore: fc.constantFrom(true, false, null),
      version: fc.integer({ min: 1, max: 9 }),
      failure: fc.constantFrom(null, "resourceGone"),
    }),
    { selector: roleKey },
  );

  test("gives just what the package gives, in one step", () => {
    fc.assert(
      fc.property(roles, grants, (wanted, before) => {
        const { added, changed } = reach(wanted, before);
        const after = new Map(before.map((grant) => [roleKey(grant), grant]));
        for (const grant of changed) after.set(roleKey(grant), grant);
        const given = [...after.values()].filter(isWanted);
        expect(keys([...given, ...added])).toEqual(keys(wanted));
        const second = reach(wanted, [...after.values(), ...added.map((each) => ({ ...each, ...NEW }))]);
        expect(second).toEqual({ added: [], changed: [] });
      }),
    );
  });

  test("asks each changed grant anew, and forgets whether it was held before only where it had been taken away", () => {
    fc.assert(
      fc.property(roles, grants, (wanted, before) => {
        const old = new Map(before.map((grant) => [roleKey(grant), grant]));
        for (const grant of reach(wanted, before).changed) {
          const was = old.get(roleKey(grant));
          expect(grant.version).toBe((was?.version ?? 0) + 1);
          expect(grant.heldBefore).toBe(was?.state === "revoked" ? null : was?.heldBefore);
        }
      }),
    );
  });

  test.each([
    ["given", "granted", false, "revoking"],
    ["held before", "granted", true, "revoking"],
    ["perhaps given just now", "pending", false, "revoking"],
    ["never begun", "pending", null, "revoked"],
    ["never possible", "failed", null, "revoked"],
  ] as const)(
    "what the package gives no more, and was %s (%s, held before: %s), is %s",
    (_words, state, heldBefore, after) => {
      const grant = { resourceId: "r1", role: "Member", state, heldBefore, version: 1, failure: null };
      expect(reach([], [grant])).toMatchObject({ added: [], changed: [{ state: after, version: 2 }] });
    },
  );
});

const NEW = { state: "pending" as const, heldBefore: null, version: 1, failure: null };
