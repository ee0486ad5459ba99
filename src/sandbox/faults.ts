/** Troubles that a test can order: the next calls of the bot, or the next deliveries to it, go wrong. */
import { z } from "zod";

export const Fault = z.strictObject({
  /** Calls of the bot to the Web API, or deliveries of the workspace to the bot. */
  on: z.enum(["api", "delivery"]),
  /** A method ("views.open") or a kind of delivery ("view_submission", "command", "event"); all when left out. */
  name: z.string().optional(),
  does: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("slow"), ms: z.number().min(0) }),
    /** The connection breaks without an answer, before or after what was asked for is done. */
    z.strictObject({ kind: z.literal("drop"), isDone: z.boolean().optional() }),
    /** API only: no answer ever comes, whether or not what was asked for is done. */
    z.strictObject({ kind: z.literal("hang"), isDone: z.boolean().optional() }),
    /** API only: 500, or 429 with Retry-After in seconds. */
    z.strictObject({ kind: z.literal("status"), status: z.number(), retryAfter: z.number().optional() }),
    /** Deliveries only: the same delivery arrives several times at once. */
    z.strictObject({ kind: z.literal("duplicate"), copies: z.number().int().min(2).default(2) }),
  ]),
  times: z.number().int().min(1).default(1),
});
export type Fault = z.input<typeof Fault>;
export type FaultEffect = z.output<typeof Fault>["does"];

/** The faults that wait for their occasion. */
export class Faults {
  #waiting: z.output<typeof Fault>[] = [];
  /** Asked where no ordered fault befalls a call or delivery: for troubles by chance, or by what is said. */
  byChance: (on: Fault["on"], name: string, body: string) => FaultEffect | undefined = () => undefined;

  add(fault: Fault): void {
    this.#waiting.push(Fault.parse(fault));
  }

  clear(): void {
    this.#waiting = [];
  }

  /** How many occasions the ordered faults still wait for. */
  get left(): number {
    return this.#waiting.reduce((sum, { times }) => sum + times, 0);
  }

  /** The fault that befalls this call or delivery, if any; it then has one time less to go. */
  take(on: Fault["on"], name: string, body: string): FaultEffect | undefined {
    const fault = this.#waiting.find((one) => one.on === on && (one.name === undefined || one.name === name));
    if (!fault) return this.byChance(on, name, body);
    fault.times -= 1;
    if (fault.times === 0) this.#waiting = this.#waiting.filter((one) => one !== fault);
    return fault.does;
  }
}
