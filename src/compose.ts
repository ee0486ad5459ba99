import type { AddressInfo } from "node:net";
import { WebClient } from "@slack/web-api";
import { shiftedClock } from "./app/clock/shifted-clock.ts";
import type { AppDeps } from "./app/deps.ts";
import type { Environment } from "./config/environment.ts";
import { jobHandlers } from "./jobs/job-handlers.ts";
import { startDoneNotes } from "./jobs/done-notes.ts";
import { startRelay } from "./jobs/relay.ts";
import type { Relay } from "./jobs/relay.ts";
import { startWorker } from "./jobs/worker.ts";
import { systemClock } from "./lib/clock.ts";
import type { Clock } from "./lib/clock.ts";
import { Closers } from "./lib/closers.ts";
import { newRandomId } from "./lib/ids.ts";
import type { NewId } from "./lib/ids.ts";
import { createLogger } from "./lib/log.ts";
import type { Logger } from "./lib/log.ts";
import { briefly } from "./lib/temporary.ts";
import { openLocalDirectory } from "./ops/connectors.ts";
import { createMetrics } from "./ops/metrics.ts";
import { openEngines } from "./ops/open-engines.ts";
import { keepTime, startSweeps } from "./ops/passing-time.ts";
import {
  directoryFileOf,
  peopleDeps,
  synchroniseEverybody,
  synchroniseGroups,
  readDirectory,
  takeOverDirectory,
} from "./ops/people.ts";
import { lookAtQueue } from "./ops/queue-state.ts";
import { reachSlack } from "./ops/reach-slack.ts";
import { remembered } from "./ops/readiness.ts";
import { opsRoutes, serveOps, stopServing } from "./ops/routes.ts";
import { timeTravelRoutes } from "./ops/time-travel-routes.ts";
import { createBolt } from "./slack/bolt/create-bolt.ts";
import { answerFromBefore } from "./slack/from-before.ts";
import { identify } from "./slack/bolt/identity.ts";
import { requestClientOptions, workerClient } from "./slack/bolt/web-client.ts";
import { registerListeners } from "./slack/register-listeners.ts";

/** How long requests under way may take when the program stops; what follows needs the rest of its ten seconds. */
const REQUEST_PATIENCE_MS = 5_000;
const TOKEN_CHECK_MS = 30_000;

/** What tests replace. */
export interface Overrides {
  clock?: Clock;
  newId?: NewId;
  log?: Logger;
}

/** The program, running. */
export interface Program {
  /** Where it listens, without a slash at its end. */
  url: string;
  /** The sandbox's page, when there is one. */
  sandboxUrl: string | undefined;
  deps: AppDeps;
  relay: Relay;
  /** Reads the directory file again, when one is set. */
  synchroniseDirectory(): Promise<void>;
  /** Takes no more requests, finishes those under way, and closes everything. */
  stop(): Promise<void>;
}

/** Builds everything once and starts it. When some of it fails, what had been started is stopped again. */
export async function start(environment: Environment, overrides: Overrides = {}): Promise<Program> {
  const closers = new Closers();
  const log = overrides.log ?? createLogger(environment.logLevel);
  const stop = async () => {
    for (const failure of await closers.closeAll())
      log.error({ cause: briefly(failure) }, "something did not stop cleanly");
  };
  try {
    return { ...(await startAll(environment, { ...overrides, log }, closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(
  environment: Environment,
  overrides: Overrides & { log: Logger },
  closers: Closers,
): Promise<Omit<Program, "stop">> {
  const { log, newId = newRandomId } = overrides;
  const clock = shiftedClock(overrides.clock ?? systemClock);
  const { role, port } = environment;
  const metrics = createMetrics();
  const directoryFile = directoryFileOf(environment.directoryFile, environment.slack.kind === "sandbox");
  const directory = directoryFile === undefined ? undefined : await readDirectory(directoryFile);
  const { database, batch, unfinished, ...engines } = await openEngines(environment.engines, {
    ...overrides,
    clock,
    closers,
  });
  const connection = await keepTime(environment, { ...engines, clock, database, log, closers });
  let url = "";
  const slack = await reachSlack(environment, () => `${url}/slack/events`, closers);

  const relay = startRelay({ batch, log, ...(unfinished && { unfinished }) });
  closers.add(relay.stop);
  const { rights, apiUrl, botToken: token } = slack;
  const deps: AppDeps = { database, clock, newId, rights, log, nudge: relay.nudge, onCommand: metrics.onCommand };
  metrics.watchQueue(() => lookAtQueue(deps, connection));
  const synchroniseDirectory = async () => {
    if (directoryFile !== undefined) await takeOverDirectory(deps, directoryFile, await readDirectory(directoryFile));
  };
  if (directoryFile !== undefined && directory) await takeOverDirectory(deps, directoryFile, directory);

  const clientOptions = requestClientOptions({ apiUrl, log, onCall: metrics.onSlackCall });
  const client = new WebClient(token, clientOptions);
  const identity = await identify(client, { token, apiUrl, log });
  if (role !== "web") {
    const jobClient = workerClient({ apiUrl, token, log, onCall: metrics.onSlackCall });
    const connector = openLocalDirectory(deps);
    const handlers = jobHandlers({ ...deps, connector }, jobClient);
    const done = startDoneNotes({ database, clock, log });
    closers.add(done.stop);
    const worker = startWorker({ connection, handlers, log, onDone: done.note });
    closers.add(() => worker.close());
    void synchroniseEverybody(deps, jobClient).then(() => synchroniseGroups(deps, jobClient));
  }

  const timeTravel = startSweeps(environment, { deps, clock, connection, relay, metrics, closers });

  const checks = {
    database: () => database.ping(),
    queue: connection.ping,
    slack: remembered(TOKEN_CHECK_MS, () => client.auth.test()),
  };
  const routes = [...opsRoutes({ metrics, checks }), ...(timeTravel ? timeTravelRoutes(timeTravel, log) : [])];
  const listen = { port, ...(slack.host !== undefined && { host: slack.host }) };
  const takesRequests = role !== "worker";
  const isOverHttp = takesRequests && slack.receive.kind === "http";
  if (takesRequests) {
    const bolt = createBolt({ receive: slack.receive, routes, identity, clientOptions, log, onAck: metrics.onAck });
    registerListeners(bolt.app, { ...deps, ...peopleDeps(deps, client) });
    answerFromBefore(bolt.app, log);
    const server = await bolt.start(listen);
    closers.add(() => bolt.stop(REQUEST_PATIENCE_MS));
    if (server) url = addressOf(server);
  }
  if (!isOverHttp) {
    const server = await serveOps(routes, listen);
    closers.add(() => stopServing(server));
    url = addressOf(server);
  }
  return { url, sandboxUrl: slack.sandboxUrl, deps, relay, synchroniseDirectory };
}

function addressOf(server: { address(): AddressInfo | string | null }): string {
  const address = server.address();
  return typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
}
