import type { PlainTextOption } from "@slack/types";
import type { Choice, ElementAddress, SandboxPerson } from "../contract.ts";
import { accepted, deliver, interaction, jsonIn } from "../delivery/deliver.ts";
import { interactionBase } from "../delivery/payloads.ts";
import type { Sandbox } from "../sandbox.ts";
import { validateOptionsAnswer } from "../validator/validate-options.ts";
import { ownOptions, type PlacedElement } from "../view/elements.ts";
import { failureWords } from "./dispatch.ts";
import { pickableIds } from "./enter.ts";
import { elementAt, offerKey, type Spot, spotAt, surfacePayload } from "./spot.ts";

/** How many characters Slack waits for when the element does not say. */
const DEFAULT_QUERY_LENGTH = 3;

interface OptionsAnswer {
  options?: PlainTextOption[];
  option_groups?: { options: PlainTextOption[] }[];
}

function choice({
  text,
  value,
  description,
}: {
  text: { text: string };
  value?: string;
  description?: { text: string };
}): Choice {
  return { text: text.text, value: value ?? "", ...(description && { description: description.text }) };
}

function matching(choices: Choice[], query: string): Choice[] {
  return choices.filter(({ text }) => text.toLowerCase().includes(query.toLowerCase()));
}

async function askApp(
  sandbox: Sandbox,
  person: SandboxPerson,
  spot: Spot,
  placed: PlacedElement,
  query: string,
): Promise<PlainTextOption[]> {
  const { blockId, actionId } = placed;
  const payload = {
    type: "block_suggestion",
    ...interactionBase(sandbox, person),
    ...surfacePayload(sandbox, spot),
    block_id: blockId,
    action_id: actionId,
    value: query,
  };
  const answer = await deliver(sandbox, interaction(payload));
  const fails = (words: string): PlainTextOption[] => {
    sandbox.notices.tell(person.id, words);
    return [];
  };
  if (!accepted(answer)) return fails(failureWords(answer));
  const body = jsonIn(answer.body);
  const [violation] = validateOptionsAnswer(body);
  if (violation)
    return fails(`This app offered options that Slack cannot show: ${violation.message} [${violation.pointer}]`);
  const { options, option_groups } = body as OptionsAnswer;
  return options ?? option_groups?.flatMap((group) => group.options) ?? [];
}

/** What the person is offered in a select after typing `query`; external selects ask the app. */
export async function offeredOptions(
  sandbox: Sandbox,
  person: SandboxPerson,
  at: ElementAddress,
  query: string,
): Promise<Choice[]> {
  const spot = spotAt(sandbox, person, at.place);
  const placed = elementAt(spot, at);
  const { element } = placed;
  if (element.type === "external_select" || element.type === "multi_external_select") {
    if (Array.from(query).length < (element.min_query_length ?? DEFAULT_QUERY_LENGTH)) return [];
    const offered = await askApp(sandbox, person, spot, placed, query);
    const before = spot.offered.get(offerKey(placed)) ?? [];
    const others = before.filter(({ value }) => !offered.some((option) => option.value === value));
    spot.offered.set(offerKey(placed), [...offered, ...others]);
    return offered.map(choice);
  }
  const own = ownOptions(element);
  if (own) return matching(own.map(choice), query);
  const ids = pickableIds(sandbox, person, element);
  return matching(
    ids.map((id) => ({ value: id, text: nameOf(sandbox, id) })),
    query,
  );
}

function nameOf({ people, conversations }: Sandbox, id: string): string {
  return people.find(id)?.name ?? conversations.find(id)?.name ?? id;
}
