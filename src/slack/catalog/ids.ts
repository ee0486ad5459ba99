export const ACTION = {
  list: "catalog.list",
  more: "catalog.more",
  manage: "catalog.manage",
} as const;

export const CALLBACK = { manage: "catalog.manage" } as const;
