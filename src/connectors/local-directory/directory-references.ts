import { ATTRIBUTE_NAMES_MAX } from "../../domain/directory/directory.ts";
import { nameKey } from "../../lib/text.ts";
import type { FieldPath } from "../../lib/field-path.ts";
import type { FileProblem } from "../../lib/file-problem.ts";
import { RESOURCE_SECTIONS } from "./directory-file.ts";

/** A text in the file, and where it stands. */
interface Found {
  text: string;
  path: FieldPath;
}

/**
 * What is wrong between the entries of a file: things listed twice, and things named that are not in it.
 * Looks past entries of a wrong form, so that their faults and these are reported together.
 */
export function referenceProblems(file: unknown): FileProblem[] {
  const people = entriesOf(file, ["people"]);
  const organizations = entriesOf(file, ["connectedOrganizations"]);
  const resources = Object.keys(RESOURCE_SECTIONS).map((section) => entriesOf(file, [section]));

  const emails = people.flatMap((person) => textAt(person, "email")).map(inLowerCase);
  const organizationIds = organizations.flatMap((organization) => textAt(organization, "id"));
  const domains = organizations.flatMap((organization) => textsAt(organization, "domains")).map(inLowerCase);
  const isPerson = textsOf(emails);
  const isOrganization = textsOf(organizationIds);
  const among = (known: ReadonlySet<string>, found: readonly Found[], kind: string): FileProblem[] =>
    found
      .filter(({ text }) => !known.has(text))
      .map(({ text, path }) => ({ path, text: `${text} is not among the ${kind}` }));

  return [
    ...repeated(emails),
    ...tooManyAttributes(people),
    ...repeated(organizationIds),
    ...repeated(domains),
    ...resources.flatMap((section) => repeated(section.flatMap((resource) => textAt(resource, "id")))),
    ...resources.flat().flatMap((resource) => repeated(textsAt(resource, "roles"), nameKey)),
    ...among(isPerson, people.flatMap((person) => textAt(person, "manager")).map(inLowerCase), "people"),
    ...among(
      isOrganization,
      people.flatMap((person) => textAt(person, "organization")),
      "connected organizations",
    ),
    ...resources.flatMap((section) =>
      section.flatMap((resource) =>
        ["owners", "members"].flatMap((field) => among(isPerson, textsAt(resource, field).map(inLowerCase), "people")),
      ),
    ),
  ];
}

function repeated(found: readonly Found[], keyOf = (text: string) => text): FileProblem[] {
  const first = new Map<string, FieldPath>();
  return found.flatMap(({ text, path }) => {
    const firstPath = first.get(keyOf(text));
    if (firstPath === undefined) first.set(keyOf(text), path);
    return firstPath === undefined ? [] : [{ path, text: `${text} is listed already`, firstPath }];
  });
}

/** The first attribute that is one too many, counting those of all people. */
function tooManyAttributes(people: readonly Entry[]): FileProblem[] {
  const names = new Set<string>();
  for (const { value, path } of people) {
    const attributes = fieldOf(value, "attributes");
    for (const name of typeof attributes === "object" && attributes !== null ? Object.keys(attributes) : [])
      if (names.add(name).size > ATTRIBUTE_NAMES_MAX)
        return [
          {
            path: [...path, "attributes", name],
            text: `is one too many: people have ${ATTRIBUTE_NAMES_MAX} different attributes at most`,
          },
        ];
  }
  return [];
}

function textsOf(found: readonly Found[]): Set<string> {
  return new Set(found.map(({ text }) => text));
}

function inLowerCase({ text, path }: Found): Found {
  return { text: text.toLowerCase(), path };
}

interface Entry {
  value: unknown;
  path: FieldPath;
}

function entriesOf(holder: unknown, path: FieldPath): Entry[] {
  const list = fieldOf(holder, path.at(-1));
  return Array.isArray(list) ? list.map((value: unknown, index) => ({ value, path: [...path, index] })) : [];
}

function textAt(entry: Entry, field: string): Found[] {
  return asText({ value: fieldOf(entry.value, field), path: [...entry.path, field] });
}

function textsAt(entry: Entry, field: string): Found[] {
  return entriesOf(entry.value, [...entry.path, field]).flatMap(asText);
}

/** The entry when it is a text; whatever else it may be is reported as a fault of form. */
function asText({ value, path }: Entry): Found[] {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? [] : [{ text, path }];
}

function fieldOf(holder: unknown, field: string | number | undefined): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, field ?? "") : undefined;
}
