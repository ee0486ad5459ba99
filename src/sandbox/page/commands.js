// @ts-check
/** What the composer suggests while a slash command is typed. */
/** @import { Choice, Screen } from "../contract.ts" */

/** @typedef {Screen["commands"][number]} Command */

/**
 * A hint such as `[help | new | find TEXT]` names the sub-commands.
 *
 * @param {string} hint
 */
function subCommands(hint) {
  const parts = hint
    .replaceAll(/^\[|\]$/g, "")
    .split("|")
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length > 1 ? parts : [];
}

/**
 * `value` is what the composer will hold.
 *
 * @param {Command[]} commands
 * @param {string} typed
 * @returns {Choice[]}
 */
export function suggestions(commands, typed) {
  if (!typed.startsWith("/")) return [];
  const blank = typed.indexOf(" ");
  if (blank < 0) {
    return commands
      .filter(({ command }) => command.startsWith(typed.toLowerCase()))
      .map(({ command, hint, description }) => ({
        text: subCommands(hint).length > 0 ? command : `${command} ${hint}`.trim(),
        value: `${command} `,
        description,
      }));
  }
  const command = commandIn(commands, typed);
  const start = typed.slice(blank + 1).toLowerCase();
  if (!command || start.includes(" ")) return [];
  return subCommands(command.hint)
    .filter((part) => part.toLowerCase().startsWith(start))
    .map((part) => {
      const [word = "", ...rest] = part.split(" ");
      return { text: `${command.command} ${part}`, value: `${command.command} ${word}${rest.length > 0 ? " " : ""}` };
    });
}

/**
 * @param {Command[]} commands
 * @param {string} typed
 */
export function commandIn(commands, typed) {
  const word = typed.split(" ")[0]?.toLowerCase();
  return commands.find(({ command }) => command === word);
}

/**
 * How the command being typed is written.
 *
 * @param {Command[]} commands
 * @param {string} typed
 */
export function usage(commands, typed) {
  const command = typed.includes(" ") ? commandIn(commands, typed) : undefined;
  return command ? `${command.command} ${command.hint}`.trim() : "";
}
