// @ts-check
/** Building DOM without markup strings: whatever the app sends can only ever become text. */

/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | null | undefined | EventListener>} Attributes
 */

/**
 * `on…` keys are listeners; `true` sets an empty attribute; false, null and undefined leave it out.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value);
  }
  element.append(...solid(children.flat()));
  return element;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | number | boolean | null | undefined} value
 */
export function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...solid(children.flat()));
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function solid(children) {
  /** @type {(Node | string)[]} */
  const kept = [];
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false && child !== "") kept.push(child);
  }
  return kept;
}

/** @type {Map<string, string>} */
const ids = new Map();

/**
 * The same words always get the same id, one that is safe in `for` and `aria-*` lists.
 *
 * @param {...string} words
 */
export function idFor(...words) {
  const key = words.join("\u0000");
  let id = ids.get(key);
  if (id === undefined) {
    id = `x${ids.size + 1}`;
    ids.set(key, id);
  }
  return id;
}

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/**
 * @param {Element} within
 * @returns {HTMLElement[]}
 */
export function focusable(within) {
  /** @type {NodeListOf<HTMLElement>} */
  const all = within.querySelectorAll(FOCUSABLE);
  return [...all].filter((element) => element.tabIndex >= 0 && element.getClientRects().length > 0);
}

/**
 * A decorative picture from index.html's symbols.
 *
 * @param {string} name
 */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/**
 * @param {string} name
 * @param {string} [id]
 * @param {boolean} [app]
 */
export function avatar(name, id = name, app = false) {
  const words = name
    .replaceAll(/[^\p{L}\p{N} ]/gu, "")
    .split(" ")
    .filter(Boolean);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("");
  let hue = 0;
  for (const letter of id) hue = (hue * 31 + letter.charCodeAt(0)) % 6;
  return h(
    "span",
    { class: `avatar hue-${hue}${app ? " app" : ""}`, "aria-hidden": "true" },
    app ? icon("app") : initials.toUpperCase(),
  );
}
