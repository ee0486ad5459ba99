import type { PackageChoices } from "../../app/package/name-package.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { packageLine } from "./find-message.ts";
import type { LineButton } from "./find-message.ts";

/** The packages that could be meant by a name; the button beside each does what was asked for. */
export function packageChoices(name: string, { isExact, choices }: PackageChoices, button?: LineButton): Message {
  const named = `“${clip(name, 100)}”`;
  if (choices.length === 0) {
    const text = `There is no access package named ${named} that you can see. /access find lists all.${strangerHint(name)}`;
    return { text: escape(text), blocks: [paragraph(text)] };
  }
  const text = isExact
    ? `Several access packages are named ${named}. Which one do you mean?`
    : `No access package is named exactly ${named}. Do you mean one of these?`;
  return { text: escape(text), blocks: [paragraph(text), ...choices.flatMap((each) => packageLine(each, button))] };
}

/** For those who wrote a person's name, which Slack takes for one only where it is chosen from its list. */
export function strangerHint(name: string): string {
  return name.includes("@") ? " To name a person, choose them from the list that Slack shows while you type @." : "";
}
