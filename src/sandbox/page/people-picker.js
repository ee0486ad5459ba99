// @ts-check
/** What users_select, conversations_select and channels_select offer. */
/** @import { ConversationsSelect } from "@slack/types" */
/** @import { Choice } from "../contract.ts" */
/** @import { Workspace } from "./workspace.js" */

/** At the start of a word first, then anywhere. @param {Choice[]} choices @param {string} query */
export function matching(choices, query) {
  const wanted = query.toLowerCase();
  if (wanted === "") return choices;
  /** @param {Choice} choice */
  const rank = (choice) => {
    const text = `${choice.text} ${choice.description ?? ""}`.toLowerCase();
    if (text.startsWith(wanted)) return 0;
    if (text.includes(` ${wanted}`)) return 1;
    return text.includes(wanted) ? 2 : 3;
  };
  return choices
    .map((choice) => ({ choice, rank: rank(choice) }))
    .filter((ranked) => ranked.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ choice }) => choice);
}

/**
 * @param {Workspace} workspace
 * @returns {Choice[]}
 */
export function peopleChoices(workspace) {
  const people = workspace.screen?.people.filter((person) => !person.deactivated) ?? [];
  return people.map((person) => ({
    text: person.name,
    value: person.id,
    description: [person.part, person.guest && person.part.toLowerCase() !== "guest" ? "guest" : "", person.email]
      .filter(Boolean)
      .join(" · "),
  }));
}

/**
 * @param {Workspace} workspace
 * @param {ConversationsSelect["filter"]} filter
 * @returns {Choice[]}
 */
export function conversationChoices(workspace, filter) {
  const wanted = filter?.include;
  const conversations = workspace.screen?.conversations ?? [];
  return conversations
    .filter(({ kind }) => {
      if (wanted === undefined) return true;
      return kind === "channel"
        ? wanted.includes("public") || wanted.includes("private")
        : wanted.includes("im") || wanted.includes("mpim");
    })
    .map((conversation) => ({ text: conversation.name, value: conversation.id }));
}

/**
 * A chosen id, by the name that the workspace gives it.
 *
 * @param {Workspace} workspace
 * @param {string} id
 * @returns {Choice}
 */
export function named(workspace, id) {
  return { text: workspace.names.person(id) ?? workspace.names.conversation(id) ?? id, value: id };
}
