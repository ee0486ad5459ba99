// @ts-check
/** Blocks on a surface, patched in place: what has not changed keeps its DOM, and with it focus, caret and popups. */
/** @import { AnyBlock, KnownBlock } from "@slack/types" */
/** @import { Surface } from "../elements/slot.js" */
/** @import { Drawn } from "./block.js" */
import { keepFocus } from "../focus.js";
import { renderBlock } from "./block.js";

export class BlockList {
  /** @type {Map<string, { signature: string, drawn: Drawn }>} */
  #shown = new Map();
  #surface;

  /**
   * @param {HTMLElement} node
   * @param {Surface} surface its values and errors may be replaced before each update
   */
  constructor(node, surface) {
    this.node = node;
    this.#surface = surface;
  }

  /**
   * @param {AnyBlock[]} blocks
   * @returns {boolean} false if the control that had the focus has gone
   */
  update(blocks) {
    return keepFocus(this.node, () => this.#patch(/** @type {KnownBlock[]} */ (blocks)));
  }

  /** @param {KnownBlock[]} blocks */
  #patch(blocks) {
    const old = this.#shown;
    this.#shown = new Map();
    for (const [index, block] of blocks.entries()) {
      const id = block.block_id ?? `block ${index}`;
      const signature = `${this.#surface.heading}${JSON.stringify(block)}`;
      const same = old.get(id);
      if (same?.signature === signature) {
        old.delete(id);
        this.#shown.set(id, same);
        same.drawn.refresh();
      } else this.#shown.set(id, { signature, drawn: renderBlock(block, id, this.#surface) });
    }
    arrange(
      this.node,
      [...this.#shown.values()].map(({ drawn }) => drawn.node),
    );
  }
}

/**
 * Makes `nodes` the children, moving as few as possible: a node that is moved loses the focus.
 *
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} nodes
 */
export function arrange(parent, nodes) {
  const wanted = new Set(/** @type {Element[]} */ (nodes));
  for (const child of Array.from(parent.children)) if (!wanted.has(child)) child.remove();
  for (const [index, node] of nodes.entries()) {
    const there = parent.children[index];
    if (there !== node) parent.insertBefore(node, there ?? null);
  }
}
