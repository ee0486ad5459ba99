/** Every view, message and Home tab that the bot can make, with the longest data in one script. */
import type { HomeView, KnownBlock, ModalView, Option } from "@slack/types";
import { FIND_PAGE } from "../../src/app/package/find-packages.ts";
import { catalogChoices, CATALOGS_PAGE, catalogsMessage } from "../../src/slack/catalog/catalogs-message.ts";
import { helpMessage } from "../../src/slack/command/help-message.ts";
import type { Message } from "../../src/slack/command/message.ts";
import { createdView } from "../../src/slack/create-package/created-view.ts";
import { newCatalogPane } from "../../src/slack/create-package/new-catalog-pane.ts";
import { resumeView } from "../../src/slack/create-package/open-wizard.ts";
import { selectPane } from "../../src/slack/create-package/select-pane.ts";
import { wizardView } from "../../src/slack/create-package/wizard-view.ts";
import { sentenceFor } from "../../src/slack/errors.ts";
import { findMessage } from "../../src/slack/find-packages/find-message.ts";
import { answerModal } from "../../src/slack/kit/answer-click.ts";
import { paragraph } from "../../src/slack/kit/block.ts";
import { option } from "../../src/slack/kit/field.ts";
import { withAlert } from "../../src/slack/kit/modal.ts";
import { sharePane } from "../../src/slack/share-package/on-share.ts";
import { packageAnswer } from "../../src/slack/show-package/on-show.ts";
import { packageCard } from "../../src/slack/show-package/package-card.ts";
import { DRAFT_STEPS } from "../../src/domain/draft/draft.ts";
import { RESOURCE_TYPES } from "../../src/domain/resource/resource.ts";
import { assignmentModals } from "./assignment-views.ts";
import { catalogModals } from "./catalog-views.ts";
import { everyCard } from "./every-card.ts";
import {
  faultsOfEveryKind,
  foundPackages,
  id,
  ids,
  longestCard,
  names,
  POLICY_SHAPES,
  resources,
  reviewStep,
} from "./longest.ts";
import { explainedPolicies } from "./longest-dry-run.ts";
import type { Script } from "./longest.ts";
import { manageModals } from "./manage-views.ts";
import { dryRunMessages } from "./dry-run-views.ts";
import { reviewMessages, reviewModals } from "./review-views.ts";
import { homes, requestMessages, requestModals } from "./request-views.ts";
import { staffMessages } from "./staff-views.ts";

export interface EveryView {
  modals: Readonly<Record<string, ModalView>>;
  messages: Readonly<Record<string, Message>>;
  homes: Readonly<Record<string, HomeView>>;
  options: Readonly<Record<string, { options: Option[] }>>;
}

export function everyView(script: Script): EveryView {
  return {
    modals: {
      ...wizardViews(script),
      ...otherModals(script),
      ...requestModals(script),
      ...assignmentModals(script),
      ...manageModals(script),
      ...reviewModals(script),
    },
    messages: { ...messages(script), ...requestMessages(script), ...everyCard(script), ...reviewMessages(script) },
    homes: homes(script),
    options: options(script),
  };
}

const draft = { draftId: id(1), version: 99 };

function wizardViews(script: Script): Record<string, ModalView> {
  const faults = faultsOfEveryKind(script);
  const worst = Array.from({ length: 700 }, (_, index) => ({
    code: "policySubjectGone" as const,
    data: { name: `${index}${script(95)}` },
    field: "groups",
  }));
  const dryRun = explainedPolicies(script, 1);
  const everything = POLICY_SHAPES["with everything on"] ?? {};
  const basics = {
    name: script(100),
    description: script(1000),
    catalog: { id: id(1), name: script(100) },
    mayCreateCatalog: true,
  };
  const roles = (count: number, each: number) =>
    wizardView({
      ...draft,
      step: "resourceRoles",
      resources: resources(script, count, each),
    });
  const shapes = Object.entries(POLICY_SHAPES).map(([shape, answers]) => [
    `Policy ${shape}`,
    wizardView({ ...draft, step: "policy", answers, names: names(script) }),
  ]);
  const reviews = Object.entries(POLICY_SHAPES).map(([shape, answers]) => [
    `Review of a policy ${shape}`,
    wizardView(reviewStep(script, answers, [], dryRun)),
  ]);
  return {
    Basics: wizardView({ ...draft, step: "basics", basics }),
    "Basics with nothing in it": wizardView({
      ...draft,
      step: "basics",
      basics: { name: "", description: "", catalog: null, mayCreateCatalog: false },
    }),
    "Resource roles without resources": roles(0, 0),
    "40 resources with 3 roles each": roles(40, 3),
    "40 resources with 6 roles each": roles(40, 6),
    "2 resources with 100 roles each": roles(2, 100),
    "2 resources with 120 roles each": roles(2, 120),
    "40 resources with 100 roles each": roles(40, 100),
    "40 resources with 300 roles each": roles(40, 300),
    ...Object.fromEntries(shapes),
    ...Object.fromEntries(reviews),
    "Review with every fault there is": wizardView(reviewStep(script, everything, faults, dryRun)),
    "Review with 700 faults on each step": wizardView(reviewStep(script, everything, worst, null)),
    ...Object.fromEntries(
      RESOURCE_TYPES.flatMap((type) => [
        [`Select pane for a ${type} with 40 picked`, pane(script, type, 40, script(100))],
        [`Select pane for a ${type} with nothing picked`, pane(script, type, 0, null)],
      ]),
    ),
    "New catalog": newCatalogPane(id(1), 99, null),
    "New catalog, taken before": newCatalogPane(id(1), 99, {
      kind: "new",
      name: script(100),
      description: script(1000),
    }),
    ...Object.fromEntries(DRAFT_STEPS.map((step) => [`Offer to resume at ${step}`, resume(script, step)])),
    Created: createdView(id(1), script(100)),
  };
}

function pane(
  script: Script,
  type: (typeof RESOURCE_TYPES)[number],
  count: number,
  narrowTo: string | null,
): ModalView {
  const picked = ids(count).map((value) => ({ value, text: script(100) }));
  return selectPane({ ...draft, type, onlySee: true }, { narrowTo, picked });
}

function resume(script: Script, step: (typeof DRAFT_STEPS)[number]): ModalView {
  const basics = { name: script(100), description: script(1000), catalog: null };
  const content = { basics, resourceRoles: [], policy: null };
  const row = { id: id(1), ownerId: id(2), step, version: 99, content, packageId: null, expiresAt: new Date(0) };
  return resumeView({ draft: row });
}

function otherModals(script: Script): Record<string, ModalView> {
  const sentence = faultsOfEveryKind(script).map(sentenceFor).join("\n");
  const crowded = wizardViews(script)["Review with every fault there is"] ?? createdView(id(1), "");
  return {
    Share: sharePane(id(1)),
    ...catalogModals(script),
    "An answer where there is no message": answerModal([paragraph(sentence)]),
    "The card where there is no message": answerModal(packageCard(longestCard(script)).blocks),
    "An alert on top of a full view": { ...crowded, blocks: withAlert(crowded.blocks as KnownBlock[], sentence) },
    "A second alert in place of the first": {
      ...crowded,
      blocks: withAlert(withAlert(crowded.blocks as KnownBlock[], sentence), sentence),
    },
  };
}

function messages(script: Script): Record<string, Message> {
  const abilities = {
    name: script(100),
    isUserAdministrator: true,
    mayCreatePackages: true,
    mayCreateCatalogs: true,
    hasCatalogs: true,
    mayViewAssignments: true,
    hasReports: true,
  };
  const card = longestCard(script);
  const typed = script(5000);
  const { rows: choices, next } = foundPackages(script, FIND_PAGE);
  const roles = ["owner", "packageManager", "assignmentManager", "reader"] as const;
  const catalogs = ids(CATALOGS_PAGE).map((each) => ({
    id: each,
    name: script(100),
    nameKey: script(100),
    roles,
    packages: 20_000,
  }));
  return {
    Help: helpMessage(abilities),
    "Help for somebody who may do little": helpMessage({
      ...abilities,
      mayCreatePackages: false,
      hasCatalogs: false,
      mayViewAssignments: false,
      hasReports: false,
    }),
    "Help after an unknown command": helpMessage(abilities, typed),
    "A full page of find": findMessage(script(200), foundPackages(script, FIND_PAGE)),
    "A full page of all packages": findMessage("", foundPackages(script, FIND_PAGE)),
    "Find without a match": findMessage(typed, { rows: [], next: null }),
    "Find where there is nothing": findMessage("", { rows: [], next: null }),
    "A card": packageCard(card),
    "A card of a package with nothing in it": packageCard({
      ...card,
      resourceRoles: [],
      policies: [],
      staff: null,
      isAssignable: false,
      description: "",
    }),
    "Packages to choose from, of the same name": packageAnswer(typed, { kind: "choices", isExact: true, choices }),
    "Packages to choose from, of similar names": packageAnswer(typed, { kind: "choices", isExact: false, choices }),
    "No such package": packageAnswer(typed, { kind: "choices", isExact: false, choices: [] }),
    "A full page of catalogs": catalogsMessage({ rows: catalogs, next, isUserAdministrator: true }),
    "No catalogs": catalogsMessage({ rows: [], next: null, isUserAdministrator: false }),
    "Catalogs to choose from": catalogChoices(typed, catalogs),
    "No such catalog": catalogChoices(typed, []),
    ...staffMessages(script),
    ...dryRunMessages(script),
  };
}

function options(script: Script): Record<string, { options: Option[] }> {
  return {
    "100 names": { options: ids(100).map((value) => option({ text: script(100), value })) },
    "100 roles": {
      options: ids(100).map((_, index) => option({ text: `${index}${script(72)}`, value: `${index}${script(72)}` })),
    },
  };
}
