import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { listHeld } from "../../app/assignment/list-held.ts";
import { listHolders } from "../../app/assignment/list-holders.ts";
import { nameSubject } from "../../app/assignment/name-subject.ts";
import { readAccess, readDay } from "../../app/assignment/read-access.ts";
import type { WhoSubject } from "../../app/assignment/read-access.ts";
import { exportAccess } from "../../app/export/export-list.ts";
import { ephemeral } from "../command/message.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { EXPORT_BEGUN } from "../export/export-button.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { note } from "../kit/block.ts";
import { accessMessage } from "./access-message.ts";
import { readQuestion } from "./access-question.ts";
import { ACTION } from "./ids.ts";
import { parseWho } from "./parse-who.ts";
import { subjectChoices } from "./subject-choices.ts";
import { heldMessage, holdersMessage } from "./who-messages.ts";
import { whoPage } from "./who-page.ts";

const HOW =
  "Name an access package, a resource or a person: `/access who PACKAGE`, `/access who RESOURCE`, or `/access who @PERSON`. `on 1 May 2026` after it tells of that day.";

/**
 * Answers `/access who`: who holds the package or has a role on the resource that is named, or what the person holds
 * who is mentioned; on a day, where one is given.
 */
export async function whoAnswer(deps: SlackDeps, slackUserId: string, rest: string): Promise<Message> {
  if (rest === "") return { text: HOW, blocks: [note(HOW)] };
  const { name, mentioned, day } = parseWho(rest);
  const on = day === null ? null : await readDay(deps, slackUserId, day);
  if (mentioned !== null)
    return attempt(deps, [mentioned], () => answerFor(deps, slackUserId, { kind: "person", id: mentioned }, on));
  const named = await nameSubject(deps, slackUserId, name);
  return named.kind === "one" ? answerFor(deps, slackUserId, named.subject, on) : subjectChoices(name, named, on);
}

/** What is held now stands with what can be done about it; what was held on a day, and a resource, is told alone. */
async function answerFor(
  deps: SlackDeps,
  slackUserId: string,
  subject: WhoSubject,
  on: string | null,
): Promise<Message> {
  if (on !== null || subject.kind === "resource")
    return accessMessage(await readAccess(deps, slackUserId, { subject, on, from: 0 }));
  return subject.kind === "person"
    ? heldMessage(await listHeld(deps, slackUserId, subject.id))
    : holdersMessage(await listHolders(deps, slackUserId, subject.id));
}

/** Listens to the choice of a package or a resource, and to `More`. */
export function listenToWho(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.holders, (click) =>
    answerClick(click, deps.log, async () =>
      ephemeral(holdersMessage(await listHolders(deps, click.body.user.id, click.action.value ?? ""))),
    ),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.exportAccess, (click) =>
    answerClick(click, deps.log, async () => {
      await exportAccess(deps, click.body.user.id, readQuestion(click.action.value ?? ""));
      return ephemeral(EXPORT_BEGUN);
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.access, (click) =>
    answerClick(click, deps.log, async () => {
      const { subject, on } = readQuestion(click.action.value ?? "");
      return ephemeral(await answerFor(deps, click.body.user.id, subject, on));
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.moreAccess, (click) =>
    answerClick(click, deps.log, async () => {
      const page = await readAccess(deps, click.body.user.id, readQuestion(click.action.value ?? ""));
      return { ...ephemeral(accessMessage(page)), replace_original: true };
    }),
  );
  for (const [action, list] of MORE)
    app.action<BlockAction<ButtonAction>>(action, (click) =>
      answerClick(click, deps.log, async () => ({
        ...ephemeral(await whoPage(deps, click.body.user.id, list, click.action.value ?? "")),
        replace_original: list !== "waiting",
      })),
    );
}

/** The next requests that wait are a message of their own: they stand below the holders at first. */
const MORE = [
  [ACTION.moreHolders, "holders"],
  [ACTION.moreHeld, "held"],
  [ACTION.moreWaiting, "waiting"],
] as const;
