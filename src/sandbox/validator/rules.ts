/** What holds between blocks and elements, rather than within one of them. Works on anything, however malformed. */
import { type Violation, violation } from "./violation.ts";

type Path = PropertyKey[];
type Json = Record<string, unknown>;

interface Found {
  path: Path;
  value: Json;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function itemsIn(value: unknown, path: Path): Found[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => (isJson(item) ? [{ path: [...path, index], value: item }] : []));
}

function fieldIn({ path, value }: Found, key: string): Found[] {
  const field = value[key];
  return isJson(field) ? [{ path: [...path, key], value: field }] : [];
}

/** All blocks, those within containers included. */
export function blocksIn(blocks: unknown, path: Path = ["blocks"]): Found[] {
  return itemsIn(blocks, path).flatMap((block) => [
    block,
    ...blocksIn(block.value["child_blocks"], [...block.path, "child_blocks"]),
  ]);
}

function elementsOf(block: Found): Found[] {
  return [
    ...itemsIn(block.value["elements"], [...block.path, "elements"]),
    ...itemsIn(block.value["actions"], [...block.path, "actions"]),
    ...fieldIn(block, "element"),
    ...fieldIn(block, "accessory"),
  ];
}

function repeated(found: Found[], key: string): Violation[] {
  const seen = new Set<unknown>();
  return found.flatMap(({ path, value }) => {
    const id = value[key];
    if (typeof id !== "string") return [];
    if (seen.has(id)) return [violation([...path, key], `duplicate_${key}`, `${key} "${id}" already exists`)];
    seen.add(id);
    return [];
  });
}

/** block_id is unique in the payload, action_id in its block. */
export function repeatedIds(blocks: Found[]): Violation[] {
  return [...repeated(blocks, "block_id"), ...blocks.flatMap((block) => repeated(elementsOf(block), "action_id"))];
}

/** At most one element of a view takes the focus. */
export function secondFocus(blocks: Found[]): Violation[] {
  const focused = blocks.flatMap(elementsOf).filter(({ value }) => value["focus_on_load"] === true);
  return focused
    .slice(1)
    .map(({ path }) => violation([...path, "focus_on_load"], "focus_twice", "only one element may have focus_on_load"));
}

function offered(element: Json): unknown[] | undefined {
  if (Array.isArray(element["options"])) return element["options"];
  const groups = itemsIn(element["option_groups"], []);
  if (groups.length === 0) return undefined;
  return groups.flatMap(({ value }) => (Array.isArray(value["options"]) ? value["options"] : []));
}

function sameOption(one: unknown, other: unknown): boolean {
  if (!isJson(one) || !isJson(other)) return false;
  const textOf = (option: Json) => (isJson(option["text"]) ? option["text"]["text"] : undefined);
  return one["value"] === other["value"] && textOf(one) === textOf(other);
}

/** What is preset must be one of the element's own options. */
export function strayPresets(blocks: Found[]): Violation[] {
  return blocks.flatMap(elementsOf).flatMap((element) => {
    const options = offered(element.value);
    if (!options) return [];
    const presets = [
      ...fieldIn(element, "initial_option"),
      ...itemsIn(element.value["initial_options"], [...element.path, "initial_options"]),
    ];
    return presets
      .filter(({ value }) => !options.some((option) => sameOption(option, value)))
      .map(({ path }) => violation(path, "not_among_options", "must be one of the options given"));
  });
}

/** A modal with an input needs a submit button. */
export function missingSubmit(view: unknown, blocks: Found[]): Violation[] {
  const needs = blocks.some(({ value }) => value["type"] === "input");
  if (!needs || !isJson(view) || view["submit"] !== undefined) return [];
  return [violation(["submit"], "submit_required", "missing required field: submit, as there is an input block")];
}
