/** The answers of `/access explain`, with the longest data in one script. */
import { EXPLAINED_POLICIES } from "../../src/app/package/explain-package.ts";
import type { ExplainedForPerson } from "../../src/app/package/explain-for-person.ts";
import { FIND_PAGE } from "../../src/app/package/find-packages.ts";
import { POLICY_MISSES } from "../../src/domain/policy/policy-miss.ts";
import type { Message } from "../../src/slack/command/message.ts";
import { explainButton } from "../../src/slack/explain/on-explain.ts";
import { explainedPackageMessage } from "../../src/slack/explain/package-message.ts";
import { explainedForPersonMessage } from "../../src/slack/explain/person-message.ts";
import { packageChoices } from "../../src/slack/find-packages/package-choices.ts";
import { explainedPolicies, forwarding, route } from "./longest-dry-run.ts";
import { foundPackages, id, ids, names, settings } from "./longest.ts";
import type { Script } from "./longest.ts";

export function dryRunMessages(script: Script): Record<string, Message> {
  const named = { id: id(1), name: script(100), catalogName: script(100), isHidden: true };
  const explained = { ...explainedPolicies(script, EXPLAINED_POLICIES), ...named, more: 95 };
  const choices = { kind: "choices" as const, isExact: true, choices: foundPackages(script, FIND_PAGE).rows };
  const person = forPerson(script);
  return {
    "A package explained": explainedPackageMessage(explained),
    "A package without a policy explained": explainedPackageMessage({
      ...explained,
      policies: [],
      more: 0,
      where: { channel: null, isRefused: false },
    }),
    "A package explained for somebody": explainedForPersonMessage(person),
    "A package explained for somebody whom nothing serves": explainedForPersonMessage({
      ...person,
      policies: [],
      served: [],
      isStaff: true,
    }),
    "Packages to choose from, to explain one": packageChoices(script(100), choices, explainButton(null)),
    "Packages to choose from, to explain one for somebody": packageChoices(
      script(100),
      choices,
      explainButton("U0123456789"),
    ),
  };
}

function forPerson(script: Script): ExplainedForPerson {
  const policy = {
    name: script(100),
    settings: settings({ scope: "specificDirectoryUsers", people: ids(400), groups: ids(100) }),
  };
  const stage = { ...route(script, "catalogOwner"), decisionDays: 14, forwarding: forwarding(script) };
  const end = { endsAt: new Date("2034-03-07T12:00:00Z"), isOver: true };
  return {
    packageName: script(100),
    catalogName: script(100),
    personName: script(100),
    isDeactivated: true,
    isStaff: false,
    holdsIt: true,
    hasAskedForIt: true,
    incompatible: ids(200).map(() => script(100)),
    manager: null,
    where: { channel: "C0123456789", isRefused: true },
    names: names(script),
    sees: { open: false, because: "catalogClosedToOutsiders" },
    requests: { open: false, because: "catalogClosedToOutsiders" },
    policies: [...POLICY_MISSES, "serves" as const, "notClosest" as const, "serves" as const].map((answer) => ({
      ...policy,
      answer,
    })),
    served: ids(100).map(() => ({ ...policy, stages: [stage, stage, stage], stuckAt: 2, end })),
  };
}
