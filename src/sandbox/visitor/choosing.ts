/** From the words of an option to the value that stands for it. */
import type { Option } from "@slack/types";
import type { Choice } from "../contract.ts";
import { valueIn } from "../view/values.ts";
import { choiceCalled } from "./match.ts";
import type { Field } from "./surfaces.ts";
import type { Talk } from "./talk.ts";

function chosen({ state }: Field): Choice[] {
  const value = valueIn(state);
  const options = (Array.isArray(value) ? value : [value]).filter(
    (one): one is Option => typeof one === "object" && one !== null,
  );
  return options.map((option) => ({ text: option.text.text, value: option.value ?? "" }));
}

/** The values chosen in the field. */
export function chosenValues({ state }: Field): string[] {
  const value = valueIn(state);
  return (Array.isArray(value) ? value : []).map((one: Option | string) =>
    typeof one === "string" ? one : (one.value ?? ""),
  );
}

/** The field's choice of these words: one that is chosen already, or one that typing the words brings up. */
export async function findChoice(talk: Talk, field: Field, words: string): Promise<Choice> {
  const already = chosen(field).find(({ text }) => text === words);
  if (already) return already;
  const offered = await talk.options(field.at, words);
  const found = choiceCalled(offered, words);
  if (found) return found;
  const all = offered.length > 0 ? offered : await talk.options(field.at, "");
  throw new Error(
    `"${field.label}" offers no "${words}". It offers: ${all.map(({ text }) => `"${text}"`).join(", ") || "nothing"}.`,
  );
}

/** What is chosen or typed in the field, as it reads. */
export function readValue({ state }: Field): unknown {
  const value = valueIn(state);
  const read = (one: unknown) => (one as Option | null)?.text?.text ?? one;
  return Array.isArray(value) ? value.map(read) : read(value);
}
