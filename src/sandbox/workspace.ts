/** The ready-made workspace: who a newcomer can act as, and where they can talk. */
import type { SandboxPerson } from "./contract.ts";

export interface WorkspaceChannel {
  id: string;
  /** With its "#". */
  name: string;
  isPrivate: boolean;
  members: string[];
  botIsMember: boolean;
}

export interface UserGroup {
  id: string;
  handle: string;
  name: string;
  people: string[];
  isDisabled?: boolean;
}

export interface SlashCommand {
  /** With its "/". */
  command: string;
  hint: string;
  description: string;
  shouldEscape: boolean;
}

export interface Shortcut {
  name: string;
  callbackId: string;
  description: string;
}

/** All that `startSandbox` needs to know of a workspace and of the app that is installed in it. */
export interface Workspace {
  people: SandboxPerson[];
  channels: WorkspaceChannel[];
  userGroups?: UserGroup[];
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  /** The bot events that the app has subscribed to; all that the sandbox knows when left out. */
  events?: string[];
  homeTab?: boolean;
  messagesTab?: boolean;
}

type Traits = Partial<Pick<SandboxPerson, "guest" | "deactivated">>;

function person(id: string, name: string, email: string, part: string, traits: Traits = {}): SandboxPerson {
  return { id, name, email, part, guest: false, deactivated: false, ...traits };
}

const ada = person("U01ADALOVEL", "Ada Lovelace", "ada@example.com", "Administrator");
const carl = person("U02CARLSAGA", "Carl Sagan", "carl@example.com", "Catalog creator");
const olivia = person("U03OLIVIAOS", "Olivia Ostrom", "olivia@example.com", "Catalog owner");
const max = person("U04MAXPLANC", "Max Planck", "max@example.com", "Access package manager");
const grace = person("U05GRACEHOP", "Grace Hopper", "grace@example.com", "Manager");
const alan = person("U06ALANTURI", "Alan Turing", "alan@example.com", "Approver");
const rosa = person("U07ROSAPARK", "Rosa Parks", "rosa@example.com", "Requestor");
const tim = person("U08TIMLEE00", "Tim Lee", "tim@example.com", "Requestor");
const pat = person("U09PATPARTN", "Pat Partner", "pat@fabrikam.example", "Guest", { guest: true });
const dora = person("U10DORAGONE", "Dora Gone", "dora@example.com", "Left the company", { deactivated: true });

const members = [ada, carl, olivia, max, grace, alan, rosa, tim].map(({ id }) => id);

function channel(id: string, name: string, rest: Partial<WorkspaceChannel> = {}): WorkspaceChannel {
  return { id, name, isPrivate: false, members, botIsMember: true, ...rest };
}

/** People and channels for whoever has just cloned the project. */
export const sampleWorkspace = {
  people: [ada, carl, olivia, max, grace, alan, rosa, tim, pat, dora],
  channels: [
    channel("C01GENERAL0", "#general"),
    channel("C02MKTAPPRO", "#marketing-approvals", { members: [ada, olivia, max, grace, alan].map(({ id }) => id) }),
    channel("C03ITHELP00", "#it-help"),
    channel("C04RANDOM00", "#random", { botIsMember: false }),
    channel("C05SECURITY", "#security-reviews", { isPrivate: true, members: [ada.id, alan.id] }),
    channel("C06FABRIKAM", "#project-fabrikam", { members: [...members, pat.id] }),
  ],
  userGroups: [
    { id: "S01MARKETIN", handle: "marketing", name: "Marketing", people: [olivia.id, max.id, rosa.id] },
    { id: "S02ITSTAFF0", handle: "it-staff", name: "IT staff", people: [ada.id, carl.id, alan.id] },
  ],
} satisfies Pick<Workspace, "people" | "channels" | "userGroups">;
