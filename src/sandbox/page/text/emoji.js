// @ts-check
/** The short names that apps use most; any other stays as typed. */
/** @type {Record<string, string>} */
const EMOJI = {
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  x: "❌",
  no_entry: "⛔",
  no_entry_sign: "🚫",
  warning: "⚠️",
  information_source: "ℹ️",
  question: "❓",
  exclamation: "❗",
  bell: "🔔",
  lock: "🔒",
  unlock: "🔓",
  key: "🔑",
  package: "📦",
  books: "📚",
  clipboard: "📋",
  memo: "📝",
  pencil: "📝",
  pencil2: "✏️",
  calendar: "📅",
  date: "📅",
  hourglass: "⌛",
  hourglass_flowing_sand: "⏳",
  clock1: "🕐",
  alarm_clock: "⏰",
  mag: "🔍",
  gear: "⚙️",
  tada: "🎉",
  wave: "👋",
  "+1": "👍",
  thumbsup: "👍",
  "-1": "👎",
  thumbsdown: "👎",
  eyes: "👀",
  link: "🔗",
  globe_with_meridians: "🌐",
  file_folder: "📁",
  open_file_folder: "📂",
  busts_in_silhouette: "👥",
  bust_in_silhouette: "👤",
  office: "🏢",
  arrow_right: "➡️",
  arrow_left: "⬅️",
  recycle: "♻️",
  wastebasket: "🗑️",
  shield: "🛡️",
  rocket: "🚀",
  star: "⭐",
  bulb: "💡",
  point_right: "👉",
  red_circle: "🔴",
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  slightly_smiling_face: "🙂",
};

/** @param {string} name */
export function emoji(name) {
  return EMOJI[name] ?? `:${name}:`;
}

/** @param {string} text */
export function withEmoji(text) {
  return text.replaceAll(/:([a-z0-9_+-]+):/g, (_whole, /** @type {string} */ name) => emoji(name));
}
