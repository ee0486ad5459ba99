export const ACTION = {
  open: "package-requests.open",
  more: "package-requests.more",
  removeRecord: "package-requests.remove-record",
} as const;
