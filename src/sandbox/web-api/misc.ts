import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { validateHome } from "../validator/validate-home.ts";
import { validateMessage } from "../validator/validate-message.ts";
import { validateView } from "../validator/validate-view.ts";
import type { Violation } from "../validator/violation.ts";
import type { Args } from "./args.ts";

export function authTest({ team, bot, url }: Sandbox): object {
  return {
    url: `${url()}/`,
    team: team.name,
    user: bot.name,
    team_id: team.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  };
}

export function teamInfo({ team }: Sandbox, args: Args): object {
  const wanted = args.text("team");
  if (wanted !== undefined && wanted !== team.id) throw new SlackRefusal("team_not_found");
  return {
    team: { id: team.id, name: team.name, domain: team.domain, email_domain: "example.com", enterprise_id: "" },
  };
}

export function appsConnectionsOpen(): object {
  // Socket Mode needs WebSockets, which the sandbox does not speak; it delivers over HTTP.
  throw new SlackRefusal("not_allowed_token_type");
}

function isHome(view: unknown): boolean {
  return typeof view === "object" && view !== null && "type" in view && view.type === "home";
}

function violationsOf(args: Args): Violation[] {
  const view = args.json("view");
  if (view !== undefined) return isHome(view) ? validateHome(view) : validateView(view);
  const message = args.json("message");
  if (message !== undefined) return validateMessage(message);
  return validateMessage({ text: "Blocks alone", blocks: args.json("blocks") });
}

export function blocksValidate(_sandbox: Sandbox, args: Args): object {
  const given = ["blocks", "view", "message"].filter((name) => args.has(name));
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    throw new SlackRefusal("invalid_arguments", ["[ERROR] exactly one of blocks, view and message is needed"]);
  }
  const errors = violationsOf(args);
  if (errors.length === 0) return {};
  return { ok: false, error: `invalid_${kind}`, errors };
}
