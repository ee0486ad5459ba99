/**
 * A short name for whatever a request from Slack is about, for metrics and the log: `command /access`,
 * `action page`. Only what tells listeners apart; never ids or what somebody typed.
 */
export function listenerName(body: unknown): string {
  const request = fieldsOf(body);
  switch (request["type"]) {
    case "block_actions":
      return `action ${kindOf(fieldsOf(firstOf(request["actions"]))["action_id"])}`;
    case "block_suggestion":
      return `options ${kindOf(request["action_id"])}`;
    case "view_submission":
      return `submission ${kindOf(fieldsOf(request["view"])["callback_id"])}`;
    case "view_closed":
      return `closing ${kindOf(fieldsOf(request["view"])["callback_id"])}`;
    case "shortcut":
    case "message_action":
      return `shortcut ${kindOf(request["callback_id"])}`;
    case "event_callback":
      return `event ${kindOf(fieldsOf(request["event"])["type"])}`;
    default:
      return typeof request["command"] === "string" ? `command ${request["command"].slice(0, 33)}` : "other";
  }
}

/** What comes before the first separator or digit: ids and positions that follow would be a name for each row. */
function kindOf(id: unknown): string {
  return (typeof id === "string" && /^[A-Za-z][A-Za-z_.-]*/.exec(id)?.[0].slice(0, 60)) || "other";
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}
