import type { PolicyAnswers } from "../../src/domain/policy/policy-fields.ts";
import { readPolicyForm } from "../../src/domain/policy/read-policy-form.ts";

/** The id of a person, group or organization. */
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => id(index + 1));

/** The day on which the form is read: the day before a leap day. */
export const DAY = { today: "2024-02-28", timeZone: "Europe/Berlin" };

/** The least that makes a whole policy: whom it is for and who approves. */
export const COMPLETE: PolicyAnswers = { people: [id(1)], "stages.0.approvers": [id(2)] };

/** What was read of the complete form with these answers in it. */
export const read = (changed: PolicyAnswers) => readPolicyForm({ ...COMPLETE, ...changed }, DAY);

/** Everything that is wrong with the complete form and these answers in it, as `code on field`. */
export const wrong = (changed: PolicyAnswers): string[] =>
  read(changed).faults.map(({ code, field }) => `${code} on ${field ?? "no field"}`);
