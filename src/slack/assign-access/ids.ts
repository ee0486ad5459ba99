export const CALLBACK = {
  form: "assign-access.form",
  assigned: "assign-access.assigned",
} as const;

export const ACTION = {
  open: "assign-access.open",
  choosePolicy: "assign-access.choose-policy",
} as const;
