import { COMMON_WORD } from "../seed/words.ts";

/** How a searched text lies in the names that it finds. */
export type TextKind = "exact" | "prefix" | "commonPrefix" | "inside" | "commonInside" | "short" | "nothing";

export interface SearchText {
  kind: TextKind;
  text: string;
}

/** As many texts as asked for, of every kind in turn, cut from seeded names; the same for the same numbers. */
export function searchTexts(
  count: number,
  options: { names: number; nameOf: (n: number) => string; common?: string },
): SearchText[] {
  return Array.from({ length: count }, (_, i) => textFrom(i, options));
}

const KINDS: readonly TextKind[] = ["exact", "prefix", "commonPrefix", "inside", "commonInside", "short", "nothing"];

function textFrom(
  i: number,
  { names, nameOf, common = COMMON_WORD }: { names: number; nameOf: (n: number) => string; common?: string },
): SearchText {
  const kind = KINDS[i % KINDS.length] ?? "exact";
  const name = nameOf((i * 6151) % names);
  const [first = ""] = name.split(" ");
  const texts: Readonly<Record<TextKind, string>> = {
    exact: name.toUpperCase(),
    prefix: name.slice(0, name.lastIndexOf(" ") + 3),
    commonPrefix: first,
    inside: name.slice(-6),
    commonInside: common,
    short: first.slice(0, 2),
    nothing: `${name.slice(3, 7)}zzq`,
  };
  return { kind, text: texts[kind] };
}
