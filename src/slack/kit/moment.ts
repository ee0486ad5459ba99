/** An instant in Slack's markup: everybody reads it in their own time zone, and where Slack cannot, in UTC. */
export function moment(instant: Date): string {
  const seconds = Math.floor(instant.getTime() / 1000);
  const inUtc = `${instant.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return `<!date^${seconds}^{date_short} at {time}|${inUtc}>`;
}
