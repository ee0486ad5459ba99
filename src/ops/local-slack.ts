import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { GrantedRights } from "../app/deps.ts";
import { projectFile } from "../lib/project-root.ts";
import { readManifest } from "../sandbox/manifest.ts";
import { startSandbox } from "../sandbox/start-sandbox.ts";
import type { RunningSandbox, SandboxOptions } from "../sandbox/start-sandbox.ts";
import { sampleWorkspace } from "../sandbox/workspace.ts";

const MANIFEST = projectFile("manifest.yml");

/** A sandbox with this app installed, and what the bot must know to be its app. */
export interface LocalSlack extends GrantedRights {
  sandbox: RunningSandbox;
  botToken: string;
  signingSecret: string;
}

/** Starts the sandbox beside the bot, on the port wished for or on any that is free. */
export async function startLocalSlack(options: { port: number; botUrl: () => string }): Promise<LocalSlack> {
  const { scopes, ...app } = readManifest(await readFile(MANIFEST, "utf8"));
  const botToken = `xoxb-${randomBytes(16).toString("hex")}`;
  const signingSecret = randomBytes(16).toString("hex");
  const settings = {
    botUrl: options.botUrl,
    signingSecret,
    botToken,
    scopes,
    workspace: { ...sampleWorkspace, ...app },
  };
  return {
    sandbox: await startOnFreePort({ ...settings, port: options.port }),
    botToken,
    signingSecret,
    ...sandboxRights(),
  };
}

/** The ready-made people who hold the rights that the environment would grant. */
export function sandboxRights(): GrantedRights {
  return { userAdministrators: withPart("Administrator"), catalogCreators: withPart("Catalog creator") };
}

async function startOnFreePort(options: SandboxOptions): Promise<RunningSandbox> {
  try {
    return await startSandbox(options);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    return startSandbox({ ...options, port: 0 });
  }
}

function withPart(part: string): ReadonlySet<string> {
  return new Set(sampleWorkspace.people.filter((person) => person.part === part).map(({ id }) => id));
}
