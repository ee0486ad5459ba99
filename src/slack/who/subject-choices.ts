import type { SeenResource, SubjectChoices } from "../../app/assignment/name-subject.ts";
import type { WhoSubject } from "../../app/assignment/read-access.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { packageLine } from "../find-packages/find-message.ts";
import { strangerHint } from "../find-packages/package-choices.ts";
import { button, paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { writeQuestion } from "./access-question.ts";
import { ACTION } from "./ids.ts";

const LABEL = "Holders";

/** For those who wrote a day that was not understood as one, and so was taken for a part of the name. */
const HOW_DAYS_ARE_WRITTEN = "A day after “on” is written as in 2026-05-01, 1 May 2026, or yesterday.";

const TYPES: Readonly<Record<ResourceType, string>> = { group: "Group", application: "Application", site: "Site" };

/** The packages and resources that could be meant by a name; the button beside each tells who has it. */
export function subjectChoices(
  name: string,
  { isExact, choices, resources }: SubjectChoices,
  on: string | null,
): Message {
  const named = `“${clip(name, 100)}”`;
  if (choices.length + resources.length === 0) {
    const hint = on === null && /\son\s/i.test(name) ? ` ${HOW_DAYS_ARE_WRITTEN}` : "";
    const text = `There is no access package or resource named ${named} that you can see. /access find lists all access packages.${hint}${strangerHint(name)}`;
    return { text: escape(text), blocks: [paragraph(text)] };
  }
  const valueOf = (kind: WhoSubject["kind"]) => (id: string) => writeQuestion({ subject: { kind, id }, on, from: 0 });
  const text = isExact
    ? `Several ${wordFor(choices.length, resources.length)} are named ${named}. Which one do you mean?`
    : `No access package or resource is named exactly ${named}. Do you mean one of these?`;
  return {
    text: escape(text),
    blocks: [
      paragraph(text),
      ...choices.flatMap((each) =>
        packageLine(each, { label: LABEL, action: ACTION.access, value: valueOf("package") }),
      ),
      ...resources.map((each) => resourceLine(each, valueOf("resource"))),
    ],
  };
}

function wordFor(packages: number, resources: number): string {
  if (resources === 0) return "access packages";
  return packages === 0 ? "resources" : "access packages and resources";
}

function resourceLine({ id, name, type }: SeenResource, valueOf: (id: string) => string) {
  const choose = button(LABEL, ACTION.access, { value: valueOf(id), spoken: `${LABEL} ${name}` });
  return paragraph(`${name}\n${TYPES[type]}`, choose);
}
