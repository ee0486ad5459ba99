// @ts-check
/** The page's only way to the server (see ../contract.ts). */
/** @import { Act, ActResult, BotTime, ElementAddress, OptionsResult } from "../contract.ts" */
/** @import { Place, SandboxPerson, Screen, Wait, WaitResult } from "../contract.ts" */

/**
 * @template T
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<T>}
 */
async function json(path, init) {
  const response = await fetch(path, { cache: "no-store", ...init });
  if (!response.ok) throw new Error(`The sandbox answered ${response.status} ${response.statusText}.`);
  return response.json();
}

/** @returns {Promise<SandboxPerson[]>} */
export function fetchPeople() {
  return json("/workspace/people");
}

/**
 * @param {string} person
 * @returns {Promise<Screen>}
 */
export function fetchScreen(person) {
  return json(`/workspace/screen?${new URLSearchParams({ person })}`);
}

/**
 * @param {string} person
 * @param {ElementAddress} at
 * @param {string} query
 * @returns {Promise<OptionsResult>}
 */
export function fetchOptions(person, at, query) {
  const parameters = new URLSearchParams({ person, ...at.place, blockId: at.blockId, actionId: at.actionId, query });
  return json(`/workspace/options?${parameters}`);
}

/**
 * @param {string} person
 * @param {Act} act
 * @returns {Promise<ActResult>}
 */
export function postAct(person, act) {
  return json("/workspace/act", post({ person, act }));
}

/** @returns {Promise<BotTime>} */
export function fetchTime() {
  return json("/workspace/time");
}

/**
 * @param {Wait} wait
 * @returns {Promise<WaitResult>}
 */
export function postWait(wait) {
  return json("/workspace/wait", post({ wait }));
}

/**
 * @param {unknown} body
 * @returns {RequestInit}
 */
function post(body) {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/**
 * @param {string} person
 * @param {{ revision: (revision: number) => void, connected: () => void, lost: () => void }} on
 * @returns {() => void} stops listening
 */
export function listen(person, on) {
  const source = new EventSource(`/workspace/stream?${new URLSearchParams({ person })}`);
  source.addEventListener("open", on.connected);
  source.addEventListener("error", on.lost);
  source.addEventListener("message", (event) => on.revision(Number(event.data)));
  return () => source.close();
}

/** @param {Place} place */
export function placeKey(place) {
  return "view" in place ? `view ${place.view}` : `message ${place.conversation} ${place.message}`;
}

/** @param {ElementAddress} at */
export function addressKey(at) {
  return `${placeKey(at.place)} ${at.blockId} ${at.actionId}`;
}
