export const ACTION = {
  list: "approvals.list",
  more: "approvals.more",
} as const;
