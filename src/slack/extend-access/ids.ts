export const CALLBACK = {
  form: "extend-access.form",
} as const;
