/** What a person can act on, nearest first, found by label. */
import type { Act, SandboxView, Screen } from "../contract.ts";
import { nthCalled } from "./match.ts";
import {
  type Field,
  fieldsOn,
  messageSurface,
  newestMessages,
  pressablesOn,
  type Surface,
  viewSurface,
} from "./surfaces.ts";

/** The modal in front alone; without one, messages from the newest on and the Home tab, in the order of attention. */
export function surfacesInFront(screen: Screen, looksAtHome: boolean): Surface[] {
  const front = screen.modals.at(-1);
  if (front) return [viewSurface(screen, front)];
  const messages = newestMessages(screen).map(({ conversation, message }) =>
    messageSurface(screen, conversation, message),
  );
  const home = screen.home ? [viewSurface(screen, screen.home)] : [];
  return looksAtHome ? [...home, ...messages] : [...messages, ...home];
}

/** The modal in front. */
export function modalInFront({ modals, me }: Screen): SandboxView {
  const front = modals.at(-1);
  if (!front) throw new Error(`${me.name} has no modal open.`);
  return front;
}

/** The nth field of this label, on the nearest surface that has it. */
export function fieldCalled(surfaces: Surface[], label: string, nth: number): Field | undefined {
  return surfaces.map((surface) => nthCalled(fieldsOn(surface), label, nth)).find((field) => field !== undefined);
}

/** The fields of the nearest surface. */
export function nearestFields(surfaces: Surface[]): Field[] {
  return surfaces.slice(0, 1).flatMap(fieldsOn);
}

/** What pressing the nth button of this label amounts to: submitting, cancelling, or a press. */
export function pressOf(screen: Screen, surfaces: Surface[], label: string, nth: number): Act | undefined {
  const pressable = surfaces
    .map((surface) => nthCalled(pressablesOn(surface), label, nth))
    .find((one) => one !== undefined);
  const front = screen.modals.at(-1);
  if (front?.view.type === "modal") {
    if (front.view.submit?.text === label) return { do: "submit", view: front.id };
    if (!pressable && front.view.close?.text === label) return { do: "close", view: front.id, all: false };
  }
  if (!pressable) return undefined;
  const { at, value } = pressable;
  return { do: "press", at, ...(value !== undefined && { value }) };
}

/** Every label that could be pressed or filled in now. */
export function labelsInFront(screen: Screen, surfaces: Surface[]): string[] {
  const view = screen.modals.at(-1)?.view;
  const foot = view?.type === "modal" ? [view.submit, view.close].flatMap((text) => (text ? [text.text] : [])) : [];
  const labelled = surfaces.flatMap((surface) => [...fieldsOn(surface), ...pressablesOn(surface)]);
  return [...labelled.map(({ label }) => label), ...foot];
}

/** The errors of these fields by label; a label that repeats is numbered from its second time on. */
export function errorsByLabel(fields: Field[]): Record<string, string> {
  const errors: Record<string, string> = {};
  const times = new Map<string, number>();
  for (const { label, error } of fields) {
    const count = (times.get(label) ?? 0) + 1;
    times.set(label, count);
    if (error) errors[count === 1 ? label : `${label} (${count})`] = error;
  }
  return errors;
}
