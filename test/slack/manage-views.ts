/** What staff see of a package that they manage, with the longest data in one script. */
import type { ModalView } from "@slack/types";
import type { ManagedPackage } from "../../src/app/package/read-managed-package.ts";
import type { ShownPolicyForm } from "../../src/app/policy/read-policy-form.ts";
import { answersFromRule, NEW_AUTOMATIC } from "../../src/domain/automatic/automatic-form.ts";
import { answersFromQuestions } from "../../src/domain/policy/question-form.ts";
import { withAlert } from "../../src/slack/kit/modal.ts";
import { automaticFormView } from "../../src/slack/manage-automatic/automatic-form-view.ts";
import { effectInWords } from "../../src/slack/manage-automatic/effect-in-words.ts";
import { changeInWords } from "../../src/slack/manage-package/changes-since.ts";
import { deletePane } from "../../src/slack/manage-package/delete-pane.ts";
import { confirmRolesView, resourceRolesView } from "../../src/slack/manage-package/resource-roles-view.ts";
import { writeRolesMetadata } from "../../src/slack/manage-package/roles-metadata.ts";
import { ACTION, CALLBACK } from "../../src/slack/manage-package/ids.ts";
import { framedSelectPane } from "../../src/slack/create-package/select-pane.ts";
import { managePackageView } from "../../src/slack/manage-package/manage-package-view.ts";
import { policyFormView, triedPolicyView } from "../../src/slack/manage-policy/policy-form-view.ts";
import { faultLines } from "../../src/slack/create-package/fault-lines.ts";
import { clip } from "../../src/lib/text.ts";
import { dryRunBlocks } from "../../src/slack/explain/policy-outcome.ts";
import { paragraph } from "../../src/slack/kit/block.ts";
import type { KnownBlock } from "@slack/types";
import { explainedPolicies } from "./longest-dry-run.ts";
import { faultsOfEveryKind, id, ids, names, POLICY_SHAPES, questions, resources, settings } from "./longest.ts";
import { longestRule } from "./longest-rule.ts";
import type { Script } from "./longest.ts";
import { staffReviews } from "./review-views.ts";

export function manageModals(script: Script): Record<string, ModalView> {
  const managed = managedPackage(script);
  const whole = managePackageView(managed, { from: 15 });
  const forms = Object.entries(POLICY_SHAPES).flatMap(([shape, answers]) => [
    [`A policy ${shape}, with ten questions`, policyFormView(form(script, answers))] as const,
  ]);
  const dryRun = (limit: number) => dryRunBlocks(explainedPolicies(script, 1), limit);
  const faults = faultLines(faultsOfEveryKind(script), []);
  const tried = (shape: string, outcome: (limit: number) => readonly KnownBlock[]) =>
    triedPolicyView(form(script, POLICY_SHAPES[shape] ?? {}), outcome);
  const deletion = { packageId: id(1), name: script(100), holders: 300_000, pendingRequests: 200_000, mayEndAll: true };
  return {
    "A package to manage": managePackageView(managed),
    "A package to manage, changed meanwhile": {
      ...whole,
      blocks: withAlert(whole.blocks as KnownBlock[], changed(script)),
    },
    "A package to look at": managePackageView({
      ...managed,
      may: (action) => action === "package.view",
      mayCopy: false,
    }),
    "A package without anything": managePackageView({
      ...managed,
      policies: [],
      resourceRoles: [],
      incompatible: { packages: [], groups: [] },
      use: null,
      automatic: null,
    }),
    ...Object.fromEntries(forms),
    "A policy with everything on, after a dry run": tried("with everything on", dryRun),
    "A policy, after a dry run of what is wrong": tried("with everything on", (limit) => [
      paragraph(clip(["Dry run", ...faults].join("\n"), limit)),
    ]),
    "A policy to add": policyFormView({ ...form(script, {}), policy: null, name: "", unseen: [] }),
    ...roleModals(script),
    ...automaticModals(script),
    "A package to delete that is held": deletePane(deletion),
    "A package to delete": deletePane({ ...deletion, holders: 0 }),
  };
}

function roleModals(script: Script): Record<string, ModalView> {
  const form = { packageId: id(1), name: script(100), version: 99, seen: Number.MAX_SAFE_INTEGER };
  const chosen = ids(40).map((resourceId) => ({ resourceId, mark: "12345678" }));
  const metadata = { packageId: id(1), version: 99, seen: Number.MAX_SAFE_INTEGER, chosen };
  const roles = ids(40).map(() => ({ resource: script(100), role: script(75) }));
  const change = { name: script(100), holders: 300_000, given: roles, taken: roles, roles: [], chosen };
  const picking = writeRolesMetadata({ ...metadata, type: "application", onlySee: true });
  const frame = {
    callbackId: CALLBACK.selectResources,
    onlySeeAction: ACTION.onlySee,
    searchAction: ACTION.chooseResources,
    metadata: picking,
  };
  const picked = ids(40).map((value) => ({ value, text: script(100) }));
  return {
    "Resource roles of a package": resourceRolesView({ ...form, resources: resources(script, 40, 3) }),
    "Resource roles of a package, searched": resourceRolesView({ ...form, resources: resources(script, 40, 120) }),
    "Who gains and loses": confirmRolesView(metadata, change),
    "Nobody gains and loses": confirmRolesView(metadata, { ...change, holders: 0 }),
    "Nothing that would change": confirmRolesView(metadata, { ...change, given: [], taken: [] }),
    "Resources to pick for a package": framedSelectPane(frame, {
      type: "site",
      onlySee: true,
      narrowTo: script(100),
      picked,
    }),
  };
}

function managedPackage(script: Script): ManagedPackage {
  const subjects = (from: number) => ids(100, from).map((each) => ({ id: each, name: script(100) }));
  return {
    id: id(1),
    name: script(100),
    description: script(1000),
    isHidden: true,
    version: 99,
    catalogName: script(100),
    resourceRoles: resources(script, 40, 1).map(({ type, name, isGone }) => ({ type, name, role: script(75), isGone })),
    policies: ids(100).map((each, index) => ({
      id: each,
      name: script(100),
      version: 99,
      settings: {
        ...settings({ scope: "specificDirectoryUsers", people: ids(400), groups: ids(100) }),
        questions: questions(10, script),
        isEnabled: index % 2 === 0,
      },
    })),
    names: names(script),
    incompatible: { packages: subjects(1), groups: subjects(200) },
    use: {
      holders: 300_000,
      pendingRequests: 200_000,
      both: {
        total: 300_000,
        some: Array.from({ length: 5 }, () => ({
          name: script(100),
          holds: Array.from({ length: 9 }, () => script(100)),
        })),
      },
    },
    reviews: staffReviews(script),
    automatic: {
      rule: longestRule(script),
      isUnderWay: false,
      evaluatedAt: new Date(0),
      use: { holders: 15_000, blocked: 15_000 },
    },
    may: () => true,
    mayCopy: true,
    seen: Number.MAX_SAFE_INTEGER,
  };
}

function automaticModals(script: Script): Record<string, ModalView> {
  const attributes = ids(100).map((_, at) => `${"a".repeat(48)}${at}`);
  const answers = answersFromRule(longestRule(script));
  const whole = { packageId: id(1), packageName: script(100), version: 99, answers, attributes };
  const unknown = ids(100).map(() => ({ attribute: "a".repeat(50), value: script(100) }));
  const effect = { matching: 300_000, gaining: 300_000, leaving: 15_000, unknown };
  return {
    "A rule of automatic assignment": automaticFormView(whole),
    "A rule to save": automaticFormView(whole, effectInWords(longestRule(script), effect)),
    "A new rule": automaticFormView({ ...whole, version: null, answers: NEW_AUTOMATIC }),
    "No attributes for a rule": automaticFormView({ ...whole, version: null, answers: NEW_AUTOMATIC, attributes: [] }),
  };
}

function form(script: Script, answers: ShownPolicyForm["answers"]): ShownPolicyForm {
  return {
    packageId: id(1),
    packageName: script(100),
    policy: { id: id(1), version: 99 },
    name: script(100),
    answers: { ...answers, ...answersFromQuestions(questions(10, script)) },
    names: names(script),
    unseen: ids(300).map(() => script(100)),
    seen: Number.MAX_SAFE_INTEGER,
  };
}

function changed(script: Script): string {
  const texts = (isHidden: boolean) => ({ name: script(100), description: script(1000), isHidden });
  const change = { action: "package.edited", by: script(100), targetId: id(1), names: new Map() };
  return changeInWords({ ...change, before: texts(false), after: { ...texts(true), name: "x", description: "y" } });
}
