/** The words of which the seeded names are made. The SQL that seeds and the texts that are searched share them. */

export const DEPARTMENTS = [
  "Sales",
  "Marketing",
  "Finance",
  "Payroll",
  "Legal",
  "Support",
  "Logistics",
  "Research",
  "Design",
  "Platform",
  "Security",
  "Facilities",
  "Procurement",
  "Recruiting",
  "Training",
  "Quality",
  "Production",
  "Treasury",
  "Audit",
  "Tax",
  "Events",
  "Press",
  "Brand",
  "Partners",
  "Retail",
  "Wholesale",
  "Warehouse",
  "Fleet",
  "Energy",
  "Safety",
  "Medical",
  "Clinical",
  "Field",
  "Service",
  "Mobile",
  "Cloud",
  "Network",
  "Database",
  "Analytics",
  "Strategy",
] as const;

export const THINGS = [
  "dashboard",
  "starter kit",
  "reporting",
  "wiki",
  "pipeline",
  "mailbox",
  "calendar",
  "ledger",
  "inbox",
  "archive",
  "newsroom",
  "portal",
  "console",
  "library",
  "planner",
  "tracker",
  "forecast",
  "handbook",
  "playbook",
  "registry",
  "workspace",
  "studio",
  "monitor",
  "roster",
  "toolbox",
] as const;

export const PLACES = [
  "Berlin",
  "Lisbon",
  "Oslo",
  "Madrid",
  "Vienna",
  "Dublin",
  "Athens",
  "Warsaw",
  "Prague",
  "Zurich",
  "Toronto",
  "Boston",
  "Denver",
  "Austin",
  "Lima",
  "Quito",
  "Osaka",
  "Seoul",
  "Hanoi",
  "Perth",
] as const;

/** A word that every second package has in the middle of its name: thousands of names hold it, none starts with it. */
export const COMMON_WORD = "access";

/** Six digits that only one package or catalog or resource in many has: the same sum as `bench_code` in the SQL. */
export function codeOf(n: number): string {
  return String((n * 7919) % 999_983).padStart(6, "0");
}

/** The name of the seeded package number `n`, counted from 0. */
export function packageName(n: number): string {
  const common = n % 2 === 1 ? ` ${COMMON_WORD}` : "";
  return `${at(DEPARTMENTS, n)} ${at(THINGS, n / 40)} ${at(PLACES, n / 1000)}${common} ${codeOf(n)}`;
}

/** The name of the seeded catalog number `n`, counted from 0. */
export function catalogName(n: number): string {
  return `${at(DEPARTMENTS, n)} ${at(PLACES, n / 40)} catalog ${codeOf(n)}`;
}

/** The name of the seeded resource number `n`, counted from 0. */
export function resourceName(n: number): string {
  return `${at(DEPARTMENTS, n)} ${at(THINGS, n / 40)} ${at(PLACES, n / 1000)} ${codeOf(n)}`;
}

function at(words: readonly string[], n: number): string {
  return words[Math.floor(n) % words.length] ?? "";
}
