import { describe, expect, test } from "vitest";
import { canNarrow, pickReach } from "../../src/domain/resource/pickable.ts";
import type { PickingCatalog, PickReach } from "../../src/domain/resource/pickable.ts";
import { STANDINGS } from "./catalog-standings.ts";
import type { StandingName } from "./catalog-standings.ts";

describe("who picks what (domain.md 2.4):", () => {
  test.each<[who: StandingName, catalog: PickingCatalog, what: string, reach: PickReach]>([
    ["catalog creator", "new", "only what they own (A11)", "owned"],
    ["user administrator", "new", "anything", "all"],
    ["catalog creator", "serviceDefault", "only what they own (C3)", "owned"],
    ["owner", "serviceDefault", "only what they own (C3)", "owned"],
    ["package manager", "serviceDefault", "only what they own (C3)", "owned"],
    ["user administrator", "serviceDefault", "anything", "all"],
    ["package manager", "userManaged", "exactly what the catalog holds, owned or not (A12, A17)", "catalog"],
    ["package manager who creates catalogs", "userManaged", "exactly what the catalog holds", "catalog"],
    ["owner", "userManaged", "what the catalog holds and what they own outside (A13, A16)", "catalogAndOwned"],
    ["owner and package manager", "userManaged", "what the catalog holds and what they own outside", "catalogAndOwned"],
    ["user administrator", "userManaged", "anything", "all"],
    ["administrator and package manager", "userManaged", "anything", "all"],
  ])("a %s in a %s catalog picks %s", (who, catalog, _what, reach) => {
    expect(pickReach(catalog, STANDINGS[who])).toBe(reach);
  });
});

describe("`Only see` narrows the choice to the catalog (A14, C4)", () => {
  test.each<[PickingCatalog, PickReach]>([
    ["userManaged", "catalogAndOwned"],
    ["userManaged", "all"],
    ["serviceDefault", "owned"],
    ["serviceDefault", "all"],
  ])("where a %s catalog's choice is wider: %s", (catalog, reach) => {
    expect(canNarrow(catalog, reach)).toBe(true);
  });

  test.each<[string, PickingCatalog, PickReach]>([
    ["is no wider", "userManaged", "catalog"],
    ["is for a catalog that does not exist yet", "new", "owned"],
    ["is an administrator's for a catalog that does not exist yet", "new", "all"],
  ])("but not where it %s", (_, catalog, reach) => {
    expect(canNarrow(catalog, reach)).toBe(false);
  });
});
