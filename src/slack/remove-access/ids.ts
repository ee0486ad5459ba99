export const CALLBACK = {
  pane: "remove-access.pane",
} as const;
