/** Slack waits three seconds for an answer; what remains after this is for the way back. */
const ANSWER_MS = 2_500;

/**
 * The work's result, if it comes in time for Slack; else fails as an outage does, so that the person is told to try
 * again. Work that is late may still be done: whole, and only once.
 */
export async function inTime<Result>(work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(outage()), ANSWER_MS);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function outage(): Error {
  return Object.assign(new Error("no answer in time for Slack"), { code: "ETIMEDOUT" });
}
