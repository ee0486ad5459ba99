/** What people type, each text about something else. */
import { commandBody } from "../load/requests.ts";
import { searchTexts } from "../load/texts.ts";
import { ASKERS, slackIdOf } from "../seed/people.ts";
import type { SeedSize } from "../seed/size.ts";
import { catalogName, packageName, resourceName } from "../seed/words.ts";

export interface ScaleFigure {
  name: string;
  bodies: (count: number, size: SeedSize) => string[];
}

/** The first packages are those that people hold. */
const HELD_PACKAGES = 50;

const byAdministrator = (text: string) => commandBody(slackIdOf(ASKERS.administrator), text);
const person = (at: number, { people }: SeedSize) => `<@${slackIdOf(10 + (at % (people - 10)))}|somebody>`;
const heldPackage = (at: number) => packageName(at % HELD_PACKAGES);

/** A command of the administrator, who sees most. */
function command(name: string, text: (at: number, size: SeedSize) => string): ScaleFigure {
  return {
    name,
    bodies: (count, size) => Array.from({ length: count }, (_, at) => byAdministrator(text(at, size))),
  };
}

/** A command that each time somebody else types. */
function own(name: string): ScaleFigure {
  const bodies = (count: number, { people }: SeedSize) =>
    Array.from({ length: count }, (_, at) => commandBody(slackIdOf(10 + (at % (people - 10))), name));
  return { name, bodies };
}

export const COMMANDS: readonly ScaleFigure[] = [
  {
    name: "find TEXT",
    bodies: (count, { packages }) =>
      searchTexts(count, { names: packages, nameOf: packageName }).map(({ text }) => byAdministrator(`find ${text}`)),
  },
  command("find", () => "find"),
  command("show PACKAGE", (at, { packages }) => `show ${packageName((at * 6151) % packages)}`),
  command("catalogs", () => "catalogs"),
  command("who PACKAGE", (at) => `who ${heldPackage(at)}`),
  command("who PACKAGE on DATE", (at) => `who ${heldPackage(at)} on 2026-01-05`),
  command("who @PERSON", (at, size) => `who ${person(at, size)}`),
  command("who @PERSON on DATE", (at, size) => `who ${person(at, size)} on 2026-01-05`),
  command("who RESOURCE", (at, { resources }) => `who ${resourceName((at * 491) % resources)}`),
  command("history PACKAGE", (at, { packages }) => `history ${packageName((at * 6151) % packages)}`),
  command("history catalog NAME", (at, { catalogs }) => `history catalog ${catalogName((at * 613) % catalogs)}`),
  command("history @PERSON", (at, size) => `history ${person(at, size)}`),
  command("explain PACKAGE", (at, { packages }) => `explain ${packageName((at * 6151) % packages)}`),
  command(
    "explain PACKAGE @PERSON",
    (at, size) => `explain ${packageName((at * 6151) % size.packages)} ${person(at, size)}`,
  ),
  own("find"),
  own("mine"),
  own("approvals"),
  own("reviews"),
  own("help"),
];
