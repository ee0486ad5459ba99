export const ACTION = {
  package: "explain.package",
  person: "explain.person",
} as const;
