import type { GrantedRights } from "../app/deps.ts";
import type { Environment } from "../config/environment.ts";
import type { Closers } from "../lib/closers.ts";

/** Where Slack is, and how its requests come in: the real one, or the sandbox. */
export interface SlackSide {
  botToken: string;
  apiUrl: string;
  receive: { kind: "http"; signingSecret: string } | { kind: "socket"; appToken: string };
  rights: GrantedRights;
  /** The address to listen on, where not every one is right. */
  host?: string;
  sandboxUrl?: string;
}

/** Slack as it is set; where nothing is set, a sandbox is started, which `botUrl` tells where the bot is. */
export async function reachSlack(environment: Environment, botUrl: () => string, closers: Closers): Promise<SlackSide> {
  const { slack, port } = environment;
  const rights = await grantedRights(environment);
  if (slack.kind === "http") {
    const { botToken, apiUrl, signingSecret } = slack;
    return { botToken, apiUrl, rights, receive: { kind: "http", signingSecret } };
  }
  if (slack.kind === "socket") {
    const { botToken, apiUrl, appToken } = slack;
    return { botToken, apiUrl, rights, receive: { kind: "socket", appToken } };
  }
  const { startLocalSlack } = await import("./local-slack.ts"); // Production never loads it.
  const local = await startLocalSlack({ port: port === 0 ? 0 : port + 1, botUrl });
  closers.add(() => local.sandbox.stop());
  return {
    botToken: local.botToken,
    apiUrl: local.sandbox.apiUrl,
    receive: { kind: "http", signingSecret: local.signingSecret },
    rights,
    host: "127.0.0.1",
    sandboxUrl: local.sandbox.url,
  };
}

/** The rights that the environment grants; the sandbox has people who hold those that it leaves open. */
export async function grantedRights({
  slack,
  userAdministrators,
  catalogCreators,
}: Environment): Promise<GrantedRights> {
  if (slack.kind !== "sandbox") return { userAdministrators, catalogCreators };
  const { sandboxRights } = await import("./local-slack.ts");
  const sandbox = sandboxRights();
  return {
    userAdministrators: userAdministrators.size > 0 ? userAdministrators : sandbox.userAdministrators,
    catalogCreators: catalogCreators.size > 0 ? catalogCreators : sandbox.catalogCreators,
  };
}
