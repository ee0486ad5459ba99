/** What people type and open, each time about something else. */
import { FORM_ACTION } from "../../src/slack/request-access/ids.ts";
import { MYSELF, NOTHING_TYPED, requestView } from "../../src/slack/request-access/request-view.ts";
import { commandBody, homeOpenedBody, suggestionBody } from "../load/requests.ts";
import { searchTexts } from "../load/texts.ts";
import { ASKERS, slackIdOf } from "../seed/people.ts";
import type { SeedSize } from "../seed/size.ts";
import { catalogName, packageName, resourceName } from "../seed/words.ts";

export interface ScaleFigure {
  name: string;
  bodies: (count: number, size: SeedSize) => string[];
  /** What every right answer holds, where it is no message. */
  expects?: string;
  /** By which of Slack's methods it is shown; undefined: by the answer itself. */
  shownBy?: "views.open" | "views.publish";
}

/** The first packages are those that people hold. */
const HELD_PACKAGES = 50;
/** The policies of the first of them are all enabled. */
const ASSIGNABLE_PACKAGES = 10;

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

/** What each time somebody else does. */
function byMany(body: (slackUserId: string, at: number, size: SeedSize) => string): ScaleFigure["bodies"] {
  return (count, size) =>
    Array.from({ length: count }, (_, at) => body(slackIdOf(10 + (at % (size.people - 10))), at, size));
}

/** A command that each time somebody else types. */
function own(name: string): ScaleFigure {
  return { name, bodies: byMany((slackUserId) => commandBody(slackUserId, name)) };
}

const opens = (figure: ScaleFigure): ScaleFigure => ({ ...figure, shownBy: "views.open" });

const REQUEST_VIEW = requestView({
  purpose: { named: null, repeats: null, reportId: null },
  choice: { hasReports: false, chosen: null },
  wanted: null,
  typed: NOTHING_TYPED,
});

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
  command("report", () => "report"),
];

/** Modals, the Home tab and a select: what is shown by a call of Slack's, or in a view. */
export const SCREENS: readonly ScaleFigure[] = [
  { name: "Home", bodies: byMany(homeOpenedBody), shownBy: "views.publish" },
  {
    name: "Home (administrator)",
    bodies: (count) => Array.from({ length: count }, () => homeOpenedBody(slackIdOf(ASKERS.administrator))),
    shownBy: "views.publish",
  },
  opens(command("new", () => "new")),
  opens(command("package PACKAGE", (at) => `package ${heldPackage(at)}`)),
  opens(command("assign PACKAGE", (at) => `assign ${packageName(at % ASSIGNABLE_PACKAGES)}`)),
  opens(command("catalog NAME", (at, { catalogs }) => `catalog ${catalogName((at * 613) % catalogs)}`)),
  opens(command("catalog new", () => "catalog new")),
  opens(own("request")),
  {
    name: "packages in Request access",
    expects: '{"options":[',
    bodies: (count, size) =>
      searchTexts(count, { names: size.packages, nameOf: packageName }).map(({ text }, at) =>
        suggestionBody(slackIdOf(10 + (at % (size.people - 10))), {
          view: REQUEST_VIEW,
          blockId: "packageId",
          actionId: `${FORM_ACTION.choosePackage}:${MYSELF.value}`,
          text,
        }),
      ),
  },
];
