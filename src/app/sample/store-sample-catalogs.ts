import type { DomainEvent } from "../../domain/event.ts";
import { addCatalogMembers, addCatalogResources, catalogNamed, insertCatalog } from "../../store/query/catalog.ts";
import { personIdsByEmail } from "../../store/query/directory/people.ts";
import { resourceIdsByOrigin } from "../../store/query/directory/resources.ts";
import type { AppDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";
import type { SystemContext } from "../system-command.ts";
import { storeSamplePackage } from "./store-sample-package.ts";
import type { SamplePackage } from "./store-sample-package.ts";

interface SampleCatalog {
  name: string;
  description: string;
  /** E-mail addresses in sample/directory.yaml, as the next are ids in it. */
  owners: string[];
  packageManagers: string[];
  resources: string[];
  packages: SamplePackage[];
}

const SAMPLE_CATALOGS: readonly SampleCatalog[] = [
  {
    name: "Marketing",
    description: "Campaigns, brand and press",
    owners: ["olivia@example.com"],
    packageManagers: ["max@example.com"],
    resources: [
      "grp-marketing",
      "grp-campaigns",
      "app-mailer",
      "app-web-analytics",
      "app-social",
      "site-brand",
      "site-campaigns",
    ],
    packages: [],
  },
  {
    name: "Engineering",
    description: "Building and running our services",
    owners: ["grace@example.com"],
    packageManagers: [],
    resources: ["grp-engineering", "grp-on-call", "app-source", "app-builds", "app-dashboards", "site-handbook"],
    packages: [
      {
        name: "On-call kit",
        description: "Pager and dashboards for whoever answers at night",
        resourceRoles: [
          ["grp-on-call", "Member"],
          ["app-dashboards", "Viewer"],
        ],
        approvers: ["grace@example.com", "alan@example.com"],
        expiresAfterDays: 30,
      },
    ],
  },
];

/**
 * Stores the sandbox's ready-made catalogs and a package, so that a newcomer finds something to ask for; the sample directory
 * has to be there first. A catalog whose name exists already is left as it is. Gives the names of those stored.
 */
export function storeSampleCatalogs(deps: AppDeps): Promise<string[]> {
  return store(deps, SAMPLE_CATALOGS);
}

const store = systemCommand<readonly SampleCatalog[], string[]>({
  name: "sample.store",
  run: async (context) => {
    const personIds = await personIdsByEmail(context.tx);
    const events: DomainEvent[] = [];
    const stored: string[] = [];
    for (const sample of context.input) {
      if (await catalogNamed(context.tx, sample.name)) continue;
      events.push(...(await storeOne(context, sample, personIds)));
      stored.push(sample.name);
    }
    return { result: stored, events };
  },
});

async function storeOne(
  { tx, now, newId }: SystemContext<readonly SampleCatalog[]>,
  { name, description, resources, packages, ...people }: SampleCatalog,
  personIds: ReadonlyMap<string, string>,
): Promise<DomainEvent[]> {
  const catalogId = newId();
  const target = { kind: "catalog" as const, id: catalogId };
  const idsOf = (emails: readonly string[]): string[] => emails.flatMap((email) => personIds.get(email) ?? []);
  const [owners, packageManagers] = [idsOf(people.owners), idsOf(people.packageManagers)];
  const resourceIds = await resourceIdsByOrigin(tx, resources);

  await insertCatalog(tx, { id: catalogId, name, description, createdAt: now });
  await addCatalogMembers(tx, catalogId, "owner", owners, now);
  await addCatalogMembers(tx, catalogId, "packageManager", packageManagers, now);
  await addCatalogResources(tx, catalogId, resourceIds, now);
  const packageEvents = [];
  for (const sample of packages)
    packageEvents.push(...(await storeSamplePackage({ tx, now, newId }, catalogId, sample, personIds)));
  return [
    { type: "catalog.created", target, catalogId, after: { name, description, owners, packageManagers } },
    ...resourceIds.map((resourceId): DomainEvent => ({
      type: "catalog.resourceAdded",
      target,
      catalogId,
      after: { resourceId },
    })),
    ...packageEvents,
  ];
}
