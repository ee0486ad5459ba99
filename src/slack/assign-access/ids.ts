export const CALLBACK = {
  form: "assign-access.form",
  assigned: "assign-access.assigned",
} as const;

export const ACTION = {
  open: "assign-access.open",
} as const;
