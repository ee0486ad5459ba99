export const ACTION = {
  open: "history.open",
  more: "history.more",
  show: "history.show",
} as const;
