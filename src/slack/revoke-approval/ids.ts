export const CALLBACK = {
  pane: "revoke-approval.pane",
} as const;

export const ACTION = {
  list: "revoke-approval.list",
  more: "revoke-approval.more",
  open: "revoke-approval.open",
} as const;
