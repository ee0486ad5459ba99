import type { Offer } from "../../domain/policy/eligibility.ts";
import { explainPolicy, kindsAsking, soleDeciders } from "../../domain/policy/explain-policy.ts";
import type { PolicyFacts, PolicyOutcome } from "../../domain/policy/explain-policy.ts";
import { subjectKey } from "../../domain/policy/explain-stage.ts";
import type { Deciding, NamedPerson } from "../../domain/policy/explain-stage.ts";
import type { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { stageCandidates } from "../../domain/request/stage-approvers.ts";
import type { ApproverSubject } from "../../domain/request/stage-approvers.ts";
import { isUuid } from "../../lib/ids.ts";
import { askersById, decidersBehind, kindsOfPeople, namesWithoutManager } from "../../store/query/explained.ts";
import { lastOutcomeIn } from "../../store/query/message-ledger.ts";
import type { Reader } from "../../store/database.ts";
import { namesInPolicies } from "../package/show-package.ts";

/** How many people are named of those who stand behind a subject, or who could never be approved. */
export const EXPLAINED_NAMES = 10;

/** The catalog in which a policy stands or is to stand; a new one has an id of no row, and is owned by whoever makes it. */
export interface ExplainedCatalog {
  id: string;
  name: string;
  approvalsChannel: string | null;
  flags: Offer["catalog"];
  newOwner: NamedPerson | null;
}

/** Where approvers are asked: in the channel, unless Slack refused the last card there, or in direct messages. */
export interface AskedWhere {
  channel: string | null;
  isRefused: boolean;
}

export interface ExplainedPolicy {
  name: string;
  settings: PolicySettings;
  outcome: PolicyOutcome;
  /** Some of those who could never be approved as they have no manager. */
  unmanaged: readonly string[];
}

export interface ExplainedPolicies {
  where: AskedWhere;
  isCatalogEnabled: boolean;
  policies: readonly ExplainedPolicy[];
  /** Names of the people, groups and organizations in the policies, by id. */
  names: ReadonlyMap<string, string>;
}

/** What the policies would do in the catalog as things are now, whether they are stored or not. Writes nothing. */
export async function explainPolicies(
  db: Reader,
  catalog: ExplainedCatalog,
  policies: readonly { name: string; settings: PolicySettings }[],
  now: Date,
): Promise<ExplainedPolicies> {
  const settings = policies.map((policy) => policy.settings);
  const [deciding, names, where] = await Promise.all([
    loadDeciding(db, catalog, settings, now),
    namesInPolicies(db, settings),
    findWhere(db, catalog),
  ]);
  const explained = await Promise.all(policies.map((policy) => explainOne(db, catalog, deciding, policy, now)));
  return { where, isCatalogEnabled: catalog.flags.isEnabled, policies: explained, names };
}

/** Who could decide in these policies; for one person, that is others than they, and their manager as well. */
export async function loadDeciding(
  db: Reader,
  { id: catalogId, newOwner }: ExplainedCatalog,
  policies: readonly PolicySettings[],
  now: Date,
  asker: { id: string; managerId: string | null } | null = null,
): Promise<Deciding> {
  const managerId = asker?.managerId ?? null;
  const subjects = new Map<string, ApproverSubject>();
  for (const stage of policies.flatMap(({ approval }) => approval.stages))
    for (const subject of stageCandidates({ stage, catalogId, managerId }).flatMap((each) => each.subjects))
      if (isUuid(subject.id)) subjects.set(subjectKey(subject), subject);
  const excluded = asker ? [asker.id] : [];
  const found = await decidersBehind(db, [...subjects.values()], { excluded, named: EXPLAINED_NAMES, now });
  const owners = newOwner && {
    kind: "catalogOwners" as const,
    id: catalogId,
    people: [{ ...newOwner, delegate: null }],
    count: 1,
  };
  const deciders = [...found, ...(owners ? [owners] : [])];
  return { catalogId, deciders: new Map(deciders.map((each) => [subjectKey(each), each])) };
}

/** Where the catalog's approvers are asked, as far as can be told before a card is posted. */
export async function findWhere(db: Reader, { approvalsChannel: channel }: ExplainedCatalog): Promise<AskedWhere> {
  if (channel === null) return { channel, isRefused: false };
  return { channel, isRefused: ((await lastOutcomeIn(db, channel))?.failure ?? null) !== null };
}

async function explainOne(
  db: Reader,
  { flags }: ExplainedCatalog,
  deciding: Deciding,
  { name, settings }: { name: string; settings: PolicySettings },
  now: Date,
): Promise<ExplainedPolicy> {
  const { requestors, approval } = settings;
  const among = requestors.scope === "specificDirectoryUsers" ? requestors : null;
  const countsManagers = approval.stages.some(({ approvers }) => approvers.kind === "manager");
  const [kinds, alone] = await Promise.all([
    requestors.scope === "notSpecified" ? [] : kindsOfPeople(db, among, { countsManagers }),
    askersById(db, soleDeciders(approval.stages, deciding)),
  ]);
  const facts: PolicyFacts = { ...deciding, settings, catalog: flags, kinds, soleDeciders: alone, now };
  const outcome = explainPolicy(facts);
  const unmanaged = outcome.never.some(({ who }) => who === "unmanaged")
    ? await namesWithoutManager(db, kindsAsking(facts), among, EXPLAINED_NAMES)
    : [];
  return { name, settings, outcome, unmanaged };
}
