import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { z } from "zod";
import { explainPackageFor } from "../../app/package/explain-for-person.ts";
import { explainPackage } from "../../app/package/explain-package.ts";
import { namePackage } from "../../app/package/name-package.ts";
import { ephemeral } from "../command/message.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import type { LineButton } from "../find-packages/find-message.ts";
import { packageChoices } from "../find-packages/package-choices.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { note } from "../kit/block.ts";
import { ACTION } from "./ids.ts";
import { explainedPackageMessage } from "./package-message.ts";
import { parseExplain } from "./parse-explain.ts";
import { explainedForPersonMessage } from "./person-message.ts";

const HOW =
  "Name an access package, and somebody if you like: `/access explain PACKAGE` tells what its policies would do, `/access explain PACKAGE @PERSON` what would happen if that person asked. Nothing is changed.";

/** Answers `/access explain`: what would happen if somebody asked for the package. */
export async function explainAnswer(deps: SlackDeps, slackUserId: string, rest: string): Promise<Message> {
  const { name, mentioned } = parseExplain(rest);
  if (name === "") return { text: HOW, blocks: [note(HOW)] };
  const named = await namePackage(deps, slackUserId, name);
  if (named.kind === "choices") return packageChoices(name, named, explainButton(mentioned));
  return answerFor(deps, slackUserId, { packageId: named.found.id, mentioned });
}

/** The button beside each package that could be meant. */
export function explainButton(mentioned: string | null): LineButton {
  if (mentioned === null) return { label: "Explain", action: ACTION.package };
  return { label: "Explain", action: ACTION.person, value: (packageId) => `${packageId}:${mentioned}` };
}

/** Listens to the choice of a package. */
export function listenToExplaining(app: App, deps: SlackDeps): void {
  for (const action of Object.values(ACTION))
    app.action<BlockAction<ButtonAction>>(action, (click) =>
      answerClick(click, deps.log, async () =>
        ephemeral(await answerFor(deps, click.body.user.id, readReference(click.action.value ?? ""))),
      ),
    );
}

const Reference = z.object({ packageId: z.uuid(), mentioned: z.string().nullable() });
type Reference = z.infer<typeof Reference>;

function readReference(value: string): Reference {
  const [packageId, mentioned = null] = value.split(":");
  return Reference.parse({ packageId, mentioned });
}

async function answerFor(deps: SlackDeps, slackUserId: string, about: Reference): Promise<Message> {
  const { packageId, mentioned } = about;
  if (mentioned === null) return explainedPackageMessage(await explainPackage(deps, slackUserId, packageId));
  return explainedForPersonMessage(
    await attempt(deps, [mentioned], () => explainPackageFor(deps, slackUserId, packageId, mentioned)),
  );
}
