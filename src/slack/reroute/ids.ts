export const CALLBACK = {
  pane: "reroute.pane",
} as const;
