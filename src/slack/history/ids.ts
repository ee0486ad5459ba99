export const ACTION = {
  open: "history.open",
  more: "history.more",
} as const;
