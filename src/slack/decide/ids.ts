export const CALLBACK = {
  approve: "decide.approve",
  deny: "decide.deny",
} as const;
