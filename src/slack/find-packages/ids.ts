export const ACTION = {
  list: "find-packages.list",
  more: "find-packages.more",
  open: "show-package.open",
} as const;
