import type { HomeView, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Audience } from "../audience.ts";
import type { StateValues } from "../contract.ts";
import { secretText, slackId } from "../ids.ts";
import { SlackRefusal } from "../refusal.ts";
import { withIds } from "./elements.ts";
import { valuesOf } from "./values.ts";

const STACK_DEPTH = 3;

/** A modal on somebody's stack, or somebody's Home tab. */
export interface OpenView {
  readonly id: string;
  readonly personId: string;
  readonly rootId: string;
  readonly previousId: string | null;
  view: ModalView | HomeView;
  hash: string;
  values: StateValues;
  errors: Record<string, string>;
  /** What the app has offered in external selects: "block_id/action_id" -> options. */
  offered: Map<string, PlainTextOption[]>;
}

/** The view's blocks; the validator has let only known ones in. */
export function blocksOf({ view }: OpenView): KnownBlock[] {
  return view.blocks as KnownBlock[];
}

/** Everybody's modals and Home tabs, kept as Slack keeps them. */
export class Views {
  readonly #stacks = new Map<string, OpenView[]>();
  readonly #homes = new Map<string, OpenView>();
  readonly #audience: Audience;
  readonly #now: () => Date;

  constructor(audience: Audience, now: () => Date) {
    this.#audience = audience;
    this.#now = now;
  }

  /** The person's modals, the one in front last. */
  modals(personId: string): OpenView[] {
    return this.#stacks.get(personId) ?? [];
  }

  home(personId: string): OpenView | undefined {
    return this.#homes.get(personId);
  }

  find(viewId: string): OpenView | undefined {
    return this.#all().find(({ id }) => id === viewId);
  }

  /** Shows a first modal; one that was open gives way. */
  open(personId: string, view: ModalView): OpenView {
    this.#refuseTakenExternalId(view);
    const opened = this.#create(personId, view, null);
    this.#show(personId, [opened]);
    return opened;
  }

  /** Puts a modal on top of the person's others. */
  push(personId: string, view: ModalView): OpenView {
    const stack = this.modals(personId);
    const top = stack.at(-1);
    if (!top) throw new SlackRefusal("not_found");
    if (stack.length >= STACK_DEPTH) throw new SlackRefusal("push_limit_reached");
    this.#refuseTakenExternalId(view);
    const pushed = this.#create(personId, view, top);
    this.#show(personId, [...stack, pushed]);
    return pushed;
  }

  /** Replaces what a view shows; its id stays, its hash does not. */
  update(
    which: { viewId?: string | undefined; externalId?: string | undefined },
    view: ModalView | HomeView,
    hash?: string,
  ): OpenView {
    const open = this.#all().find(
      (one) => one.id === which.viewId || (which.externalId && one.view.external_id === which.externalId),
    );
    if (!open || open.view.type !== view.type) throw new SlackRefusal("not_found");
    if (hash !== undefined && hash !== open.hash) throw new SlackRefusal("hash_conflict");
    this.#refuseTakenExternalId(view, open);
    const blocks = withIds(view.blocks as KnownBlock[]);
    Object.assign(open, {
      view: { ...view, blocks },
      hash: this.#newHash(),
      values: valuesOf(blocks, open.values),
      errors: {},
    });
    this.#audience.changed(open.personId);
    return open;
  }

  /** Shows or replaces the person's Home tab. */
  publish(personId: string, view: HomeView, hash?: string): OpenView {
    const home = this.#homes.get(personId);
    if (home) return this.update({ viewId: home.id }, view, hash);
    this.#refuseTakenExternalId(view);
    const published = this.#create(personId, view, null);
    this.#homes.set(personId, published);
    this.#audience.changed(personId);
    return published;
  }

  /** Takes the modal in front away. */
  closeTop(personId: string): void {
    this.#show(personId, this.modals(personId).slice(0, -1));
  }

  closeAll(personId: string): void {
    this.#show(personId, []);
  }

  #all(): OpenView[] {
    return [...this.#stacks.values()].flat().concat([...this.#homes.values()]);
  }

  #show(personId: string, stack: OpenView[]): void {
    this.#stacks.set(personId, stack);
    this.#audience.changed(personId);
  }

  #create(personId: string, view: ModalView | HomeView, below: OpenView | null): OpenView {
    const id = slackId("V");
    const blocks = withIds(view.blocks as KnownBlock[]);
    return {
      id,
      personId,
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      view: { ...view, blocks },
      hash: this.#newHash(),
      values: valuesOf(blocks),
      errors: {},
      offered: new Map(),
    };
  }

  #refuseTakenExternalId({ external_id: wanted }: ModalView | HomeView, except?: OpenView): void {
    const taken = this.#all().some((open) => open !== except && open.view.external_id === wanted);
    if (wanted && taken) throw new SlackRefusal("duplicate_external_id");
  }

  #newHash(): string {
    return `${Math.floor(this.#now().getTime() / 1000)}.${secretText().slice(0, 8)}`;
  }
}
