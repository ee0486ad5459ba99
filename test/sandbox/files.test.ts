import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { callApi } from "./fake-bot.ts";
import { BOT_TOKEN, startWorkspace } from "./tiny-bot.ts";

const ADA = "U01ADALOVEL";

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startWorkspace("http://127.0.0.1:9/");
});
afterAll(() => sandbox.stop());

const call = (method: string, args: Record<string, unknown> = {}) => callApi(sandbox.apiUrl, method, args, BOT_TOKEN);

/** Announces a file and uploads these bytes; the status of the upload, and the file's id. */
async function uploads(text: string, length = Buffer.byteLength(text)) {
  const announced = await call("files.getUploadURLExternal", { filename: "list.csv", length });
  const { status } = await fetch(String(announced["upload_url"]), { method: "POST", body: text });
  return { status, id: String(announced["file_id"]) };
}

async function directMessages(): Promise<string> {
  const { channel } = await call("conversations.open", { users: ADA });
  return (channel as { id: string }).id;
}

describe("a file", () => {
  it("is announced, uploaded, shared, and can then be downloaded from where it is shown", async () => {
    const { status, id } = await uploads("Person\r\nRösa\r\n");
    expect(status).toBe(200);
    const channel = await directMessages();
    const files = [{ id, title: "A <list>.csv" }];
    expect(
      await call("files.completeUploadExternal", { files, channel_id: channel, initial_comment: "Here it is" }),
    ).toMatchObject({ ok: true, files });
    const { messages } = await call("conversations.history", { channel, limit: 1 });
    const [, address = ""] = /<(http[^|]*)\|A &lt;list&gt;\.csv>/.exec(JSON.stringify(messages)) ?? [];
    const answer = await fetch(address);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; .*list\.csv$/);
    expect(await answer.text()).toBe("Person\r\nRösa\r\n");
    expect(await call("files.completeUploadExternal", { files, channel_id: channel })).toMatchObject({
      error: "file_not_found",
    });
  });

  it("is not taken with other bytes than announced, nor completed before they have come", async () => {
    const { status, id } = await uploads("short", 100);
    expect(status).toBe(400);
    expect((await fetch(`${sandbox.url}/files/${id}/list.csv`)).status).toBe(404);
    const channel = await directMessages();
    expect(await call("files.completeUploadExternal", { files: [{ id }], channel_id: channel })).toMatchObject({
      error: "file_not_found",
    });
  });

  it.each([
    ["files.getUploadURLExternal", { filename: "a.csv" }, "invalid_arguments"],
    ["files.getUploadURLExternal", { filename: "a.csv", length: 0 }, "invalid_arguments"],
    ["files.getUploadURLExternal", { filename: "a.csv", length: 2 ** 31 }, "file_upload_size_restricted"],
    ["files.completeUploadExternal", {}, "invalid_arguments"],
    ["files.completeUploadExternal", { files: [] }, "invalid_arguments"],
  ])("%s %j: %s", async (method, args, error) => {
    expect(await call(method, args)).toMatchObject({ ok: false, error });
  });

  it("goes to a conversation by its id, where the bot is", async () => {
    const { id } = await uploads("x");
    for (const [channel_id, error] of [
      [ADA, "channel_not_found"],
      ["C04RANDOM00", "not_in_channel"],
    ])
      expect(await call("files.completeUploadExternal", { files: [{ id }], channel_id })).toMatchObject({ error });
  });
});
