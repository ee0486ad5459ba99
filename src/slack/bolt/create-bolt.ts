import type { Server } from "node:http";
import { HTTPModuleFunctions, HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import type { App, CustomRoute } from "@slack/bolt";
import { WebAPIPlatformError } from "@slack/web-api";
import type { WebClientOptions } from "@slack/web-api";
import type { Logger } from "../../lib/log.ts";
import { StartFailure } from "../../lib/start.ts";
import type { BotIdentity } from "./identity.ts";
import { listenerName } from "./listener-name.ts";
import { slackLogger } from "./logger.ts";
import { ObservedApp } from "./observed-app.ts";
import type { OnAck } from "./observed-app.ts";
import { routed } from "./routed.ts";

const LARGEST_BODY = 1024 * 1024;

export interface BoltOptions {
  /** How Slack's requests come in: to our HTTP port, or over a socket that we open. */
  receive: { kind: "http"; signingSecret: string } | { kind: "socket"; appToken: string };
  /** Served beside Slack's requests when these come over HTTP. */
  routes: CustomRoute[];
  identity: BotIdentity;
  clientOptions: WebClientOptions;
  log: Logger;
  onAck: OnAck;
}

/** Bolt, built and not yet listening. */
export interface Bolt {
  app: App;
  /** Begins to take requests; gives the server where there is one. */
  start(listen: { port: number; host?: string }): Promise<Server | undefined>;
  /** Takes no more requests, and waits for those under way until the time is up. */
  stop(patienceMs: number): Promise<void>;
}

/** Builds the Bolt app with its receiver. */
export function createBolt(options: BoltOptions): Bolt {
  const { receive, identity, clientOptions, log, onAck } = options;
  const logger = slackLogger(log);
  const receiver =
    receive.kind === "http"
      ? new HTTPReceiver({
          signingSecret: receive.signingSecret,
          customRoutes: options.routes,
          bodyLimit: LARGEST_BODY,
          logger,
          unhandledRequestHandler: unansweredHandler(log),
        })
      : // Made by hand, it would talk to slack.com whatever `clientOptions` of the App say.
        new SocketModeReceiver({ appToken: receive.appToken, logger, installerOptions: { clientOptions } });
  const app = new ObservedApp(
    {
      receiver,
      clientOptions,
      logger,
      convoStore: false,
      // A new object each time: Bolt writes the asking person into it.
      authorize: async () => ({ ...identity }),
    },
    onAck,
  );
  let server: Server | undefined;
  return {
    app: routed(app),
    start: async (listen) => {
      if (receiver instanceof HTTPReceiver) server = await receiver.start(listen).catch(inWords(listen.port));
      else await receiver.start().catch(refusedSocket);
      return server;
    },
    stop: async (patienceMs) => {
      const closed = receiver.stop();
      await within(patienceMs, app.idle());
      server?.closeAllConnections();
      await closed;
    },
  };
}

/** Slack has given up waiting; the log tells for whom. */
function unansweredHandler(log: Logger) {
  return ({ request, response }: HTTPModuleFunctions.ReceiverUnhandledRequestHandlerArgs): void => {
    const body = HTTPModuleFunctions.isBufferedIncomingMessage(request)
      ? HTTPModuleFunctions.parseHTTPRequestBody(request)
      : {};
    log.error({ listener: listenerName(body) }, "a request from Slack was not answered within three seconds");
    if (response.headersSent) return;
    response.writeHead(404).end();
  };
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, timeUp]);
  clearTimeout(timer);
}

function refusedSocket(error: unknown): never {
  if (!(error instanceof WebAPIPlatformError)) throw error;
  throw new StartFailure(
    `Slack does not accept SLACK_APP_TOKEN (${error.data.error}). It needs the scope connections:write.`,
  );
}

/** Why the port cannot be had. */
function inWords(port: number) {
  return (error: unknown): never => {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new StartFailure(
      `Port ${port} cannot be used (${String(error.code)}). Stop what uses it, or set another PORT.`,
    );
  };
}
