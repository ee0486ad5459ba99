import type { Choice, Screen } from "../contract.ts";

/** The choice that reads like this; failing that, the only one that contains it. */
export function choiceCalled(choices: Choice[], text: string): Choice | undefined {
  const wanted = text.toLowerCase();
  const alike = choices.filter((choice) => choice.text.toLowerCase().includes(wanted));
  return (
    choices.find((choice) => choice.text === text) ??
    choices.find((choice) => choice.text.toLowerCase() === wanted) ??
    (alike.length === 1 ? alike[0] : undefined)
  );
}

/** The nth thing with this label, counted from one. */
export function nthCalled<T extends { label: string }>(things: T[], label: string, nth: number): T | undefined {
  return things.filter((thing) => thing.label === label)[nth - 1];
}

/** What changes only when the app does something: not what the person has entered. */
export function fingerprint(screen: Screen): string {
  return JSON.stringify([
    screen.modals.map(({ id, hash, errors }) => [id, hash, errors]),
    screen.home?.hash,
    screen.conversations.map(({ messages }) => messages.map(({ ts, text, blocks }) => [ts, text, blocks])),
    screen.notices.map(({ id }) => id),
  ]);
}
