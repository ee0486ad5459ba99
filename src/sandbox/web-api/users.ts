import type { SandboxPerson } from "../contract.ts";
import { userName } from "../people.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Args } from "./args.ts";
import { pageOf } from "./pages.ts";

const AVATAR_SIZES = [24, 32, 48, 72, 192, 512];

/** A person as Slack's methods and events show them; the address only to tokens that may read it. */
export function userObject({ team, bot }: Sandbox, person: SandboxPerson) {
  const [first = "", ...rest] = person.name.split(" ");
  const images = AVATAR_SIZES.map((size) => [
    `image_${size}`,
    `https://secure.example.com/avatar/${person.id}/${size}`,
  ]);
  return {
    id: person.id,
    team_id: team.id,
    name: userName(person),
    real_name: person.name,
    deleted: person.deactivated,
    tz: "Etc/UTC",
    tz_label: "Coordinated Universal Time",
    tz_offset: 0,
    profile: {
      real_name: person.name,
      display_name: person.name,
      first_name: first,
      last_name: rest.join(" "),
      title: person.part,
      team: team.id,
      ...Object.fromEntries(images),
      ...(bot.scopes.includes("users:read.email") && { email: person.email }),
    },
    is_admin: false,
    is_owner: false,
    is_bot: false,
    is_restricted: person.guest,
    is_ultra_restricted: false,
    is_app_user: false,
    updated: 0,
  };
}

function botUser({ team, bot }: Sandbox) {
  const profile = {
    real_name: bot.name,
    display_name: bot.name,
    team: team.id,
    api_app_id: bot.appId,
    bot_id: bot.botId,
  };
  return {
    id: bot.userId,
    team_id: team.id,
    name: bot.name,
    real_name: bot.name,
    deleted: false,
    is_bot: true,
    profile,
  };
}

export function usersList(sandbox: Sandbox, args: Args): object {
  const members = [...sandbox.people.all().map((person) => userObject(sandbox, person)), botUser(sandbox)];
  const { page, response_metadata } = pageOf<object>(members, args);
  return { members: page, cache_ts: Math.floor(sandbox.now().getTime() / 1000), response_metadata };
}

export function usersInfo(sandbox: Sandbox, args: Args): object {
  const id = args.text("user");
  if (id === sandbox.bot.userId) return { user: botUser(sandbox) };
  const person = sandbox.people.find(id);
  if (!person) throw new SlackRefusal("user_not_found");
  return { user: userObject(sandbox, person) };
}

export function usersLookupByEmail(sandbox: Sandbox, args: Args): object {
  const person = sandbox.people.byEmail(args.text("email") ?? "");
  if (!person || person.deactivated) throw new SlackRefusal("users_not_found");
  return { user: userObject(sandbox, person) };
}
