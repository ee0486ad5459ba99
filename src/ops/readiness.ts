import { briefly } from "../lib/temporary.ts";

/** Answers when the part works, and rejects otherwise. */
export type Check = () => Promise<unknown>;

const CHECK_MS = 2_000;

/** Asks every part at once: "ok", or briefly what is wrong. */
export async function readiness(
  checks: Readonly<Record<string, Check>>,
): Promise<{ isReady: boolean; parts: Record<string, string> }> {
  const answers = await Promise.all(
    Object.entries(checks).map(async ([part, check]) => [part, await answerOf(check)] as const),
  );
  return { isReady: answers.every(([, answer]) => answer === "ok"), parts: Object.fromEntries(answers) };
}

/** A check whose good answer holds for a while: for what must not be asked too often. */
export function remembered(ms: number, check: Check): Check {
  let goodUntil = 0;
  return async () => {
    if (performance.now() < goodUntil) return;
    await check();
    goodUntil = performance.now() + ms;
  };
}

async function answerOf(check: Check): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("no answer"), CHECK_MS);
  });
  const answer = Promise.resolve()
    .then(check)
    .then(() => "ok")
    .catch((error: unknown) => briefly(error));
  try {
    return await Promise.race([answer, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
