/** The screens of a catalog, with the longest data in one script. */
import type { ModalView } from "@slack/types";
import type { PackagesPage, ResourcesPage } from "../../src/app/catalog/catalog-content.ts";
import type { ManagedCatalog } from "../../src/app/catalog/read-catalog.ts";
import { ACTIONS } from "../../src/domain/permission/table.ts";
import type { Action } from "../../src/domain/permission/table.ts";
import { addResourcesPane } from "../../src/slack/catalog/add-resources-pane.ts";
import { storedForm } from "../../src/slack/catalog/catalog-form.ts";
import { CONTENT_PAGE, packagesView, resourcesView } from "../../src/slack/catalog/content-view.ts";
import { manageCatalogView } from "../../src/slack/catalog/manage-catalog-view.ts";
import { metEdit } from "../../src/slack/catalog/met-edit.ts";
import { catalogDeletedView, newCatalogView } from "../../src/slack/catalog/new-catalog-view.ts";
import { id, ids, userIds } from "./longest.ts";
import type { Script } from "./longest.ts";

export function catalogModals(script: Script): Record<string, ModalView> {
  const managed = managedCatalog(script, ACTIONS);
  const typed = { ...storedForm(managed), name: script(100), description: script(1000) };
  const met = metEdit(managed, { catalogId: id(1), version: 98, seen: {} }, typed);
  const metadata = JSON.stringify(met.metadata);
  const name = script(100);
  return {
    "Manage catalog to edit": manageCatalogView(managed),
    "Manage catalog after somebody else": manageCatalogView(managed, met),
    "Manage catalog to read": manageCatalogView(managedCatalog(script, ["catalog.view"])),
    "Manage an empty catalog": manageCatalogView({
      ...managed,
      isGeneral: false,
      resources: { rows: [], next: null },
      packages: { rows: [], next: null },
    }),
    "All resources of a catalog": resourcesView(
      id(1),
      { ...resourcesPage(script, CONTENT_PAGE), catalogName: name },
      metadata,
    ),
    "All packages of a catalog": packagesView(id(1), { ...packagesPage(script, CONTENT_PAGE), catalogName: name }),
    "Add resources": addResourcesPane(metadata, false),
    "New catalog by itself": newCatalogView(),
    "A deleted catalog": catalogDeletedView(name),
  };
}

/** A catalog with many people and groups in every role, some of whom are not in Slack. */
function managedCatalog(script: Script, may: readonly Action[]): ManagedCatalog {
  const people = userIds(300).map((slackUserId, index) => ({
    name: script(100),
    slackUserId: index % 2 === 0 ? slackUserId : null,
  }));
  const role = { people, groups: ids(100).map((each) => ({ id: each, name: script(100) })) };
  return {
    catalog: {
      id: id(1),
      type: "userManaged",
      name: script(100),
      nameKey: script(100),
      description: script(1000),
      isEnabled: true,
      isEnabledForExternalUsers: false,
      approvalsChannel: "C0123456789",
      version: 99,
      createdAt: new Date(0),
    },
    isGeneral: true,
    channelFailure: "not_in_channel",
    may: new Set(may),
    mayAddResources: true,
    holders: { owner: role, packageManager: role, assignmentManager: role, reader: role },
    resources: resourcesPage(script, 10),
    packages: packagesPage(script, 10),
  };
}

function resourcesPage(script: Script, count: number): ResourcesPage {
  const rows = ids(count).map((each) => ({
    id: each,
    type: "site" as const,
    name: script(100),
    nameKey: script(100),
    isGone: true,
    isOwned: true,
    mayRemove: true,
  }));
  return { rows, next: { nameKey: script(100), id: id(1) } };
}

function packagesPage(script: Script, count: number): PackagesPage {
  const rows = ids(count).map((each) => ({ id: each, name: script(100), nameKey: script(100), isHidden: true }));
  return { rows, next: { nameKey: script(100), id: id(1) } };
}
