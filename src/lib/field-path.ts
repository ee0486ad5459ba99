/** Where something stands in a file: `["groups", 2, "members", 0]`. */
export type FieldPath = readonly (string | number)[];

/** The path as a person would write it: `groups[2].members[0]`. */
export function fieldName(path: FieldPath): string {
  return path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
}
