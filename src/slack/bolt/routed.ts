import type { AllMiddlewareArgs, App } from "@slack/bolt";

type Request = AllMiddlewareArgs & { readonly payload?: unknown };
type Listener = (request: Request) => Promise<void>;

/** The kinds of requests that are routed, and the field of the payload by which their listeners are told apart. */
const ID_FIELDS = { command: "command", action: "action_id", options: "action_id", view: "callback_id" } as const;
type Kind = keyof typeof ID_FIELDS;
const KINDS = ["command", "action", "options", "view"] as const satisfies readonly Kind[];

/**
 * The app, which finds the one listener for a request by its id. Bolt itself would run the filters of every listener
 * for every request. What waits for something else than an id, or a pattern of ids, is left to Bolt.
 */
export function routed(app: App): App {
  const routes = { command: new Routes(), action: new Routes(), options: new Routes(), view: new Routes() };
  app.use((request: Request) => {
    const kind = kindOf(request);
    const listener = kind && routes[kind].find(idIn(request.payload, ID_FIELDS[kind]));
    return listener ? listener(request) : request.next();
  });
  return new Proxy(app, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name, target);
      if (typeof own !== "function") return own;
      if (!isKind(name)) return own.bind(target);
      return (waitsFor: unknown, listener: Listener, ...more: Listener[]): unknown => {
        const id = soleIdIn(waitsFor, ID_FIELDS[name]);
        if (id === undefined || more.length > 0) return own.call(target, waitsFor, listener, ...more);
        return routes[name].add(id, listener);
      };
    },
  });
}

/** Bolt gives each kind a name of its own for the payload. A view that was closed is no submission. */
function kindOf(request: object): Kind | undefined {
  if ("view" in request && "body" in request && idIn(request.body, "type") !== "view_submission") return undefined;
  return KINDS.find((kind) => kind in request);
}

function isKind(name: PropertyKey): name is Kind {
  return Object.hasOwn(ID_FIELDS, name);
}

function idIn(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}

/** The id or the pattern that a listener waits for; undefined when it waits for something else as well. */
function soleIdIn(waitsFor: unknown, field: string): string | RegExp | undefined {
  if (typeof waitsFor === "string" || waitsFor instanceof RegExp) return waitsFor;
  const { type, [field]: id, ...others } = waitsFor as Readonly<Record<string, unknown>>;
  const isUsual = type === undefined || type === "block_actions" || type === "view_submission";
  if (!isUsual || Object.keys(others).length > 0) return undefined;
  return typeof id === "string" || id instanceof RegExp ? id : undefined;
}

/** The listeners of one kind. */
class Routes {
  readonly #byId = new Map<unknown, Listener>();
  readonly #byPattern: { pattern: RegExp; listener: Listener }[] = [];

  add(id: string | RegExp, listener: Listener): void {
    if (typeof id === "string") this.#byId.set(id, listener);
    else this.#byPattern.push({ pattern: id, listener });
  }

  find(id: unknown): Listener | undefined {
    if (typeof id !== "string") return undefined;
    return this.#byId.get(id) ?? this.#byPattern.find(({ pattern }) => pattern.test(id))?.listener;
  }
}
