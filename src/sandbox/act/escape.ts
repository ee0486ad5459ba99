import { userName } from "../people.ts";
import type { Sandbox } from "../sandbox.ts";

interface Mention {
  typed: string;
  sent: string;
}

function mentions({ people, conversations, bot }: Sandbox): Mention[] {
  const ofPeople = people.all().flatMap((person) => {
    const sent = `<@${person.id}|${userName(person)}>`;
    return [person.name, userName(person)].map((name) => ({ typed: `@${name}`, sent }));
  });
  const ofChannels = conversations
    .all()
    .flatMap(({ id, name, kind }) =>
      kind === "channel" ? [{ typed: name, sent: `<#${id}|${name.replace(/^#/u, "")}>` }] : [],
    );
  const ofBot = { typed: `@${bot.name}`, sent: `<@${bot.userId}>` };
  // Longest first, so that "@Tim Lee" is not taken for "@Tim".
  return [...ofPeople, ...ofChannels, ofBot].toSorted((a, b) => b.typed.length - a.typed.length);
}

function mentionAt(text: string, known: Mention[]): Mention | undefined {
  const lower = text.toLowerCase();
  return known.find(
    ({ typed }) => lower.startsWith(typed.toLowerCase()) && !/^[\p{L}\p{N}_-]/u.test(text.slice(typed.length)),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What is typed, in the form in which Slack sends it: mentions as ids, addresses in brackets, control characters escaped. */
export function escaped(sandbox: Sandbox, typed: string): string {
  const known = mentions(sandbox);
  let sent = "";
  for (let at = 0; at < typed.length;) {
    const rest = typed.slice(at);
    const mention = mentionAt(rest, known);
    const address = /^https?:\/\/[^\s<>]+/u.exec(rest)?.[0];
    const char = rest.charAt(0);
    sent += mention?.sent ?? (address ? `<${address}>` : (ENTITIES[char] ?? char));
    at += mention?.typed.length ?? address?.length ?? 1;
  }
  return sent;
}
