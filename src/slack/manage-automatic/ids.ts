export const CALLBACK = { form: "manage-automatic.form" } as const;

export const ACTION = {
  open: "manage-automatic.open",
  remove: "manage-automatic.remove",
  addCondition: "manage-automatic.add-condition",
  removeCondition: "manage-automatic.remove-condition",
} as const;
