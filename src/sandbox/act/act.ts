import { z } from "zod";
import type { Act, SandboxPerson } from "../contract.ts";
import type { Sandbox } from "../sandbox.ts";
import { close } from "./close.ts";
import { enter } from "./enter.ts";
import { openHome } from "./open-home.ts";
import { press } from "./press.ts";
import { useShortcut } from "./shortcut.ts";
import { submit } from "./submit.ts";
import { typeText } from "./type-text.ts";

const Address = z.object({
  place: z.union([z.object({ view: z.string() }), z.object({ conversation: z.string(), message: z.string() })]),
  blockId: z.string(),
  actionId: z.string(),
});

const ActSchema: z.ZodType<Act> = z.discriminatedUnion("do", [
  z.object({ do: z.literal("command"), conversation: z.string(), text: z.string().min(1) }),
  z.object({ do: z.literal("shortcut"), callbackId: z.string() }),
  z.object({ do: z.literal("openHome") }),
  z.object({ do: z.literal("press"), at: Address, value: z.string().exactOptional() }),
  z.object({
    do: z.literal("enter"),
    at: Address,
    value: z.union([z.string(), z.array(z.string()), z.null()]),
    pressedEnter: z.boolean().exactOptional(),
  }),
  z.object({ do: z.literal("submit"), view: z.string() }),
  z.object({ do: z.literal("close"), view: z.string(), all: z.boolean() }),
]);

/** The body of `POST /workspace/act`. */
export const ActRequest = z.object({ person: z.string(), act: ActSchema });

/** Lets the person do something, and waits until the app has taken note of it. */
export function perform(sandbox: Sandbox, person: SandboxPerson, act: Act): Promise<void> {
  switch (act.do) {
    case "command":
      return typeText(sandbox, person, act.conversation, act.text);
    case "shortcut":
      return useShortcut(sandbox, person, act.callbackId);
    case "openHome":
      return openHome(sandbox, person);
    case "press":
      return press(sandbox, person, act.at, act.value);
    case "enter":
      return enter(sandbox, person, act.at, act.value, act.pressedEnter);
    case "submit":
      return submit(sandbox, person, act.view);
    case "close":
      return close(sandbox, person, act.view, act.all);
  }
}
