import { request } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { startWorkspace } from "./tiny-bot.ts";

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startWorkspace("http://127.0.0.1:1/");
});
afterAll(() => sandbox.stop());
afterEach(() => {
  vi.unstubAllEnvs();
});

function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${sandbox.url}${path}`, { headers }, (response) => {
      response.destroy();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("the sandbox answers this machine alone", () => {
  const port = () => new URL(sandbox.url).port;

  it("refuses a name that has been pointed at this machine", async () => {
    expect(await statusOf("/workspace/people", { host: `sandbox.example.com:${port()}` })).toBe(403);
    expect(await statusOf("/workspace/people", { host: "127.0.0.1:1" })).toBe(403);
    expect(await statusOf("/api/auth.test", { host: "example.com" })).toBe(403);
  });

  it("refuses other pages in the same browser", async () => {
    for (const origin of ["https://example.com", "null", "http://127.0.0.1:1"]) {
      expect(await statusOf("/workspace/people", { origin })).toBe(403);
    }
  });

  it("answers its own page, by each name of the machine, and the bot, which has no origin", async () => {
    expect(await statusOf("/workspace/people", { origin: sandbox.url })).toBe(200);
    expect(
      await statusOf("/workspace/people", { host: `localhost:${port()}`, origin: `http://localhost:${port()}` }),
    ).toBe(200);
    expect(await statusOf("/api/auth.test", {})).toBe(200);
  });

  it("serves no file beside the page's", async () => {
    expect(await statusOf("/page/../start-sandbox.ts", {})).toBe(404);
    expect(await statusOf("/page/%2e%2e/start-sandbox.ts", {})).toBe(404);
    expect(await statusOf("/page/..%2fstart-sandbox.ts", {})).toBe(404);
  });

  it("does not start in production, nor for the network", async () => {
    await expect(startWorkspace("http://127.0.0.1:1/", { host: "0.0.0.0" })).rejects.toThrow("this machine only");
    vi.stubEnv("NODE_ENV", "production");
    await expect(startWorkspace("http://127.0.0.1:1/")).rejects.toThrow("NODE_ENV=production");
  });
});
