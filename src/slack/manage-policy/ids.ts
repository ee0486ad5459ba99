export const CALLBACK = { form: "manage-policy.form" } as const;

export const ACTION = {
  add: "manage-policy.add",
  edit: "manage-policy.edit",
  enable: "manage-policy.enable",
  disable: "manage-policy.disable",
  remove: "manage-policy.remove",
  dryRun: "manage-policy.dry-run",
  reshape: "manage-policy.reshape",
} as const;
