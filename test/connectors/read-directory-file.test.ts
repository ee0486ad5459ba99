import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileFault } from "../../src/lib/file-problem.ts";
import { parseDirectory, readDirectoryFile } from "../../src/connectors/local-directory/read-directory-file.ts";

/** What is said about a file, line by line. */
function faultsOf(text: string): readonly string[] {
  try {
    parseDirectory(text, "d.yaml");
  } catch (error) {
    if (error instanceof FileFault) return error.lines;
    throw error;
  }
  return [];
}

/** A file of two people and one resource with the lines given, which begin at line 8. */
const groupWith = (...lines: string[]) =>
  [
    "people:",
    "  - {email: ada@example.com, name: Ada}",
    "  - {email: olivia@example.com, name: Olivia}",
    "groups:",
    "  - id: g",
    "    name: G",
    "    # more",
    ...lines,
  ].join("\n");

describe("a directory file that is right", () => {
  it("is read, with addresses in lower case and defaults filled in", () => {
    const directory = parseDirectory(
      `
people:
  - {email: Ada@Example.com, name: "  Ada   Lovelace ", manager: GRACE@example.com}
  - {email: grace@example.com, name: Grace Hopper, organization: fabrikam, attributes: {costCenter: "4711", team: " Blue  team"}}
connectedOrganizations:
  - {id: fabrikam, name: Fabrikam, domains: [Fabrikam.example]}
groups:
  - {id: g, name: G, owners: [ADA@example.com], members: [grace@example.com]}
applications:
  - {id: g, name: A, roles: [Viewer]}
sites:
  - {id: g, name: S, description: The site}
`,
      "d.yaml",
    );
    expect(directory).toEqual({
      people: [
        {
          email: "ada@example.com",
          name: "Ada Lovelace",
          manager: "grace@example.com",
          organization: null,
          attributes: {},
        },
        {
          email: "grace@example.com",
          name: "Grace Hopper",
          manager: null,
          organization: "fabrikam",
          attributes: { costCenter: "4711", team: "Blue team" },
        },
      ],
      organizations: [{ id: "fabrikam", name: "Fabrikam", domains: ["fabrikam.example"], state: "configured" }],
      resources: [
        {
          type: "group",
          id: "g",
          name: "G",
          description: "",
          roles: ["Member", "Owner"],
          owners: ["ada@example.com"],
          members: ["grace@example.com"],
        },
        { type: "application", id: "g", name: "A", description: "", roles: ["Viewer"], owners: [], members: [] },
        {
          type: "site",
          id: "g",
          name: "S",
          description: "The site",
          roles: ["Visitors", "Members", "Owners"],
          owners: [],
          members: [],
        },
      ],
    });
  });

  it.each([
    ["an empty file", ""],
    ["only a comment", "# nobody yet\n"],
    ["an empty document", "---\n"],
    ["sections without entries", "people:\ngroups: []\n"],
  ])("may be %s", (_, text) => {
    expect(parseDirectory(text, "d.yaml")).toEqual({ people: [], organizations: [], resources: [] });
  });

  it("may have managers in a circle, and names of a hundred letters outside the basic plane", () => {
    const name = "𝒜".repeat(100);
    expect(
      faultsOf(
        `people:\n  - {email: a@b.example, name: ${name}, manager: c@d.example}\n  - {email: c@d.example, name: C, manager: a@b.example}`,
      ),
    ).toEqual([]);
  });
});

/** So many attributes in YAML, whose names begin with `prefix`. */
const attributes = (count: number, prefix = "a") =>
  Array.from({ length: count }, (_, number) => `${prefix}${number}: x`).join(", ");

describe("a directory file with one thing wrong", () => {
  it.each([
    ["an unknown key", groupWith("    colour: red"), "d.yaml:8: groups[0].colour: is not a field that is known here"],
    ["an unknown section", "people:\nteams: []", "d.yaml:2: teams: is not a field that is known here"],
    [
      "members of an application",
      "applications:\n  - id: a\n    name: A\n    members: []",
      "d.yaml:4: applications[0].members: is not a field that is known here",
    ],
    ["a missing name", "people:\n  - email: a@b.example", "d.yaml:2: people[0].name: is missing"],
    ["an empty name", "sites:\n  - id: s\n    name: ' '", "d.yaml:3: sites[0].name: is empty"],
    ["a name with no text after it", "sites:\n  - id: s\n    name:", "d.yaml:3: sites[0].name: is missing"],
    [
      "a name that is too long",
      `sites:\n  - id: s\n    name: ${"x".repeat(101)}`,
      "d.yaml:3: sites[0].name: is longer than 100 characters",
    ],
    [
      "a name that is a number",
      "sites:\n  - id: s\n    name: 2024",
      "d.yaml:3: sites[0].name: must be a text: put it in quotes",
    ],
    [
      "a character that no database stores",
      'sites:\n  - id: s\n    name: "a\\0b"',
      "d.yaml:3: sites[0].name: holds a character that cannot be stored",
    ],
    [
      "an e-mail that is none",
      "people:\n  - {name: A, email: ada}",
      "d.yaml:2: people[0].email: is not an e-mail address",
    ],
    [
      "an e-mail twice",
      "people:\n  - {name: A, email: a@b.example}\n\n  - {name: B, email: A@B.example}",
      "d.yaml:4: people[1].email: a@b.example is listed already on line 2",
    ],
    [
      "an id twice in its section",
      "sites:\n  - {id: s, name: A}\n  - {id: s, name: B}",
      "d.yaml:3: sites[1].id: s is listed already on line 2",
    ],
    [
      "an unknown manager",
      "people:\n  - name: A\n    email: a@b.example\n    manager: x@b.example",
      "d.yaml:4: people[0].manager: x@b.example is not among the people",
    ],
    [
      "an unknown organization",
      "people:\n  - name: A\n    email: a@b.example\n    organization: x",
      "d.yaml:4: people[0].organization: x is not among the connected organizations",
    ],
    [
      "an unknown owner",
      groupWith("    owners: [ada@example.com, bob@example.com]"),
      "d.yaml:8: groups[0].owners[1]: bob@example.com is not among the people",
    ],
    [
      "an unknown member",
      groupWith("    members:", "      - ada@example.com", "      - bob@example.com"),
      "d.yaml:10: groups[0].members[1]: bob@example.com is not among the people",
    ],
    [
      "attributes that are a list",
      "people:\n  - {name: A, email: a@b.example, attributes: [a]}",
      "d.yaml:2: people[0].attributes: must be a set of fields",
    ],
    [
      "more attributes than a person may have",
      `people:\n  - {name: A, email: a@b.example, attributes: {${attributes(21)}}}`,
      "d.yaml:2: people[0].attributes: holds more than 20 attributes",
    ],
    ["no roles", groupWith("    roles: []"), "d.yaml:8: groups[0].roles: must list at least one role"],
    ["an empty role", groupWith("    roles: [Member, '']"), "d.yaml:8: groups[0].roles[1]: is empty"],
    [
      "a role that is too long",
      groupWith("    roles:", `      - ${"x".repeat(76)}`),
      "d.yaml:9: groups[0].roles[0]: is longer than 75 characters",
    ],
    [
      "a role twice",
      groupWith("    roles:", "      - Site member", "      - site  Member"),
      "d.yaml:10: groups[0].roles[1]: site  Member is listed already on line 9",
    ],
    [
      "a malformed domain",
      "connectedOrganizations:\n  - {id: f, name: F, domains: ['@f.example']}",
      "d.yaml:2: connectedOrganizations[0].domains[0]: is not a domain",
    ],
    [
      "a domain claimed twice",
      "connectedOrganizations:\n  - {id: f, name: F, domains: [f.example]}\n  - {id: g, name: G, domains: [F.example]}",
      "d.yaml:3: connectedOrganizations[1].domains[0]: f.example is listed already on line 2",
    ],
    [
      "an unknown state",
      "connectedOrganizations:\n  - {id: f, name: F, state: maybe}",
      "d.yaml:2: connectedOrganizations[0].state: must be one of: configured, proposed",
    ],
    ["a list that is none", groupWith("    owners: ada@example.com"), "d.yaml:8: groups[0].owners: must be a list"],
    ["an entry that is a text", "people:\n  - ada@example.com", "d.yaml:2: people[0]: must be a set of fields"],
    ["a file that is a list", "- people", "d.yaml:1: the file: must be a set of fields"],
    ["two documents", "people:\n---\npeople:", "d.yaml: holds more than one YAML document"],
    [
      "broken YAML",
      "people:\n  - {email: a@b.example",
      "d.yaml:2: is not YAML: unexpected end of the stream within a flow collection",
    ],
    ["a key twice", "people: []\npeople: []", "d.yaml:2: is not YAML: duplicated mapping key"],
  ])("is refused: %s", (_, text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  it.each([
    ["named with a blank", "a b: x", "a b: is no name for an attribute: use letters, digits, - and _, at most 50"],
    ["empty", "team: ''", "team: is empty"],
    ["too long", `team: ${"x".repeat(101)}`, "team: is longer than 100 characters"],
    ["a number", "floor: 3", "floor: must be a text: put it in quotes"],
    ["a list", "teams: [a, b]", "teams: must be a text"],
  ])("is refused: an attribute that is %s", (_, attribute, fault) => {
    const text = `people:\n  - name: A\n    email: a@b.example\n    attributes:\n      ${attribute}`;
    expect(faultsOf(text)).toEqual([`d.yaml:5: people[0].attributes.${fault}`]);
  });

  it("is refused: more different attributes than a select can show, at the first that is one too many", () => {
    const people = ["a", "b", "c", "d", "e", "f"].map(
      (prefix) => `  - {name: A, email: ${prefix}@b.example, attributes: {${attributes(20, prefix)}}}`,
    );
    const text = ["people:", ...people].join("\n");
    expect(faultsOf(text)).toEqual([
      "d.yaml:7: people[5].attributes.f0: is one too many: people have 100 different attributes at most",
    ]);
  });

  it("is found through an alias, at the line that uses it", () => {
    const text = groupWith("    owners: &owners [ada@example.com, bob@example.com]", "    members: *owners");
    expect(faultsOf(text)).toEqual([
      "d.yaml:8: groups[0].owners[1]: bob@example.com is not among the people",
      "d.yaml:9: groups[0].members[1]: bob@example.com is not among the people",
    ]);
  });
});

describe("a directory file with everything wrong", () => {
  it("is told all of it at once, in the order of its lines, without faults that only follow from others", () => {
    const text = `people:
  - email: ada@example.com
    nick: Countess
  - email: ada@example.com
    name: ''
groups:
  - id: 7
    name: Seven
    owners: [ada@example.com, bob@example.com]
    roles: [Member, member]
extra: 1
`;
    expect(faultsOf(text)).toEqual([
      "d.yaml:2: people[0].name: is missing",
      "d.yaml:3: people[0].nick: is not a field that is known here",
      "d.yaml:4: people[1].email: ada@example.com is listed already on line 2",
      "d.yaml:5: people[1].name: is empty",
      "d.yaml:7: groups[0].id: must be a text: put it in quotes",
      "d.yaml:9: groups[0].owners[1]: bob@example.com is not among the people",
      "d.yaml:10: groups[0].roles[1]: member is listed already on line 10",
      "d.yaml:11: extra: is not a field that is known here",
    ]);
  });
});

describe("a file on disk", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "directory-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is read, or refused by its name", async () => {
    const path = join(folder, "directory.yaml");
    await writeFile(path, "people:\n  - {email: ada@example.com, name: Ada}\n");
    expect((await readDirectoryFile(path)).people).toHaveLength(1);

    const missing = join(folder, "none.yaml");
    await expect(readDirectoryFile(missing)).rejects.toThrow(`${missing}: cannot be read (ENOENT`);

    await writeFile(path, Buffer.from([0x70, 0xff, 0xfe]));
    await expect(readDirectoryFile(path)).rejects.toThrow(`${path}: is not UTF-8 text`);
  });
});
