import { describe, expect, test } from "vitest";
import { permit, permittedActions } from "../../src/domain/permission/permit.ts";
import type { Standing } from "../../src/domain/permission/standing.ts";
import { ACTIONS } from "../../src/domain/permission/table.ts";
import { everyStanding, nobody } from "./permission-standings.ts";

describe("permit", () => {
  test("says by which role it is allowed", () => {
    const manager: Standing = { ...nobody, catalogRoles: ["packageManager"] };
    expect(permit("package.create", manager)).toEqual({ allowed: true, because: "access package manager" });
  });

  test("names who may instead when it refuses", () => {
    expect(permit("package.create", nobody)).toEqual({
      allowed: false,
      ask: ["user administrator", "catalog owner", "access package manager"],
    });
    expect(permit("catalog.addResource", { ...nobody, catalogRoles: ["owner"] })).toEqual({
      allowed: false,
      ask: ["user administrator", "catalog owner who is the owner of the resource"],
    });
    expect(permit("package.move", { ...nobody, isUserAdministrator: true })).toEqual({ allowed: false, ask: [] });
  });

  test("a role held in another catalog gives nothing: there its owner is a plain member", () => {
    expect([...permittedActions(nobody)]).toEqual([]);
  });

  test("a catalog creator cannot see or manage the catalogs of others (domain.md 2.1)", () => {
    const creator: Standing = { ...nobody, isCatalogCreator: true, derived: ["resourceOwner"] };
    expect([...permittedActions(creator)]).toEqual(["catalog.create", "package.createInNewCatalog"]);
  });

  test("a package manager cannot add a resource, even an own one (A17)", () => {
    const manager: Standing = { ...nobody, catalogRoles: ["packageManager"], derived: ["resourceOwner"] };
    expect(permit("catalog.addResource", manager).allowed).toBe(false);
  });

  test("nobody decides their own request, whatever else they are (R3)", () => {
    const requestors = everyStanding().filter(({ derived }) => derived.includes("requestor"));
    expect(requestors.length).toBeGreaterThan(100);
    expect(requestors.filter((standing) => permit("request.decide", standing).allowed)).toEqual([]);
    expect(permit("request.decide", { ...nobody, derived: ["approver", "requestor"] })).toEqual({
      allowed: false,
      ask: ["another approver of the request"],
    });
  });

  test("nobody decides a request without being its approver, administrators included (C20)", () => {
    const others = everyStanding().filter(({ derived }) => !derived.includes("approver"));
    expect(others.filter((standing) => permit("request.decide", standing).allowed)).toEqual([]);
  });

  test("being more never takes a right away, except where one is the requestor", () => {
    const losses = everyStanding()
      .filter(({ derived }) => !derived.includes("requestor"))
      .flatMap((standing) => {
        const promoted = permittedActions({ ...standing, isUserAdministrator: true });
        return [...permittedActions(standing)].filter((action) => !promoted.has(action));
      });
    expect(losses).toEqual([]);
  });
});

test("permittedActions and permit give one answer", () => {
  for (const standing of everyStanding()) {
    const permitted = permittedActions(standing);
    expect(ACTIONS.filter((action) => permit(action, standing).allowed)).toEqual([...permitted]);
  }
});
