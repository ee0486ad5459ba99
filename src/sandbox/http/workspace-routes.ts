/** What the page and the visitor ask for. */
import { z } from "zod";
import { ActRequest, perform } from "../act/act.ts";
import { offeredOptions } from "../act/options.ts";
import type { ActResult, Place, SandboxPerson } from "../contract.ts";
import { botTime, letTimePass, WAITS } from "../bot-time.ts";
import { jsonIn } from "../delivery/deliver.ts";
import { Fault } from "../faults.ts";
import { ImpossibleAct } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { screenOf } from "../screen.ts";
import { answerJson, bodyOf, type Exchange } from "./exchange.ts";
import { streamRevisions } from "./stream.ts";

const FaultRequest = z.strictObject({
  add: z.array(Fault).optional(),
  clear: z.boolean().optional(),
  rates: z.enum(["slack", "generous"]).optional(),
});

const WaitRequest = z.strictObject({ wait: z.enum(WAITS) });

function actingPerson(sandbox: Sandbox, id: string | null): SandboxPerson {
  const person = sandbox.people.find(id);
  if (!person) throw new ImpossibleAct("Nobody of that id is here");
  if (person.deactivated) throw new ImpossibleAct(`${person.name} is deactivated and cannot sign in`);
  return person;
}

function personIn(sandbox: Sandbox, { url }: Exchange): SandboxPerson {
  return actingPerson(sandbox, url.searchParams.get("person"));
}

function placeIn({ searchParams }: URL): Place {
  const view = searchParams.get("view");
  if (view !== null) return { view };
  return { conversation: searchParams.get("conversation") ?? "", message: searchParams.get("message") ?? "" };
}

async function serveAct(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  const parsed = ActRequest.safeParse(jsonIn(await bodyOf(exchange.request)));
  if (!parsed.success) return answerJson(exchange, 400, { ok: false, error: z.prettifyError(parsed.error) });
  const person = actingPerson(sandbox, parsed.data.person);
  const result = await perform(sandbox, person, parsed.data.act).then(
    (): ActResult => ({ ok: true, screen: screenOf(sandbox, person) }),
    (error: unknown): ActResult => {
      if (!(error instanceof ImpossibleAct)) throw error;
      return { ok: false, error: error.message, screen: screenOf(sandbox, person) };
    },
  );
  answerJson(exchange, 200, result);
}

async function serveOptions(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  const { searchParams } = exchange.url;
  const at = {
    place: placeIn(exchange.url),
    blockId: searchParams.get("blockId") ?? "",
    actionId: searchParams.get("actionId") ?? "",
  };
  const options = await offeredOptions(sandbox, personIn(sandbox, exchange), at, searchParams.get("query") ?? "");
  answerJson(exchange, 200, { options });
}

async function serveWait(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  const parsed = WaitRequest.safeParse(jsonIn(await bodyOf(exchange.request)));
  if (!parsed.success) return answerJson(exchange, 400, { ok: false, error: z.prettifyError(parsed.error) });
  answerJson(exchange, 200, await letTimePass(sandbox, parsed.data.wait));
}

async function serveFaults(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  const parsed = FaultRequest.safeParse(jsonIn(await bodyOf(exchange.request)));
  if (!parsed.success) return answerJson(exchange, 400, { ok: false, error: z.prettifyError(parsed.error) });
  const { add = [], clear, rates } = parsed.data;
  if (clear) sandbox.faults.clear();
  for (const fault of add) sandbox.faults.add(fault);
  if (rates) sandbox.rates.regime = rates;
  answerJson(exchange, 200, { ok: true });
}

/** `/workspace/...`; false when there is no such route. */
export async function serveWorkspace(sandbox: Sandbox, exchange: Exchange, route: string): Promise<boolean> {
  switch (route) {
    case "GET people":
      answerJson(exchange, 200, sandbox.people.all());
      return true;
    case "GET screen":
      answerJson(exchange, 200, screenOf(sandbox, personIn(sandbox, exchange)));
      return true;
    case "GET options":
      await serveOptions(sandbox, exchange);
      return true;
    case "GET stream":
      streamRevisions(sandbox, exchange, personIn(sandbox, exchange));
      return true;
    case "POST act":
      await serveAct(sandbox, exchange);
      return true;
    case "GET time":
      answerJson(exchange, 200, await botTime(sandbox));
      return true;
    case "POST wait":
      await serveWait(sandbox, exchange);
      return true;
    case "POST faults":
      await serveFaults(sandbox, exchange);
      return true;
    default:
      return false;
  }
}
