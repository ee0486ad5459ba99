export const ACTION = {
  open: "history.open",
  more: "history.more",
  show: "history.show",
  exportHistory: "history.export",
} as const;
