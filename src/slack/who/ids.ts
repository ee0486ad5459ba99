export const ACTION = {
  holders: "who.holders",
  moreHolders: "who.more-holders",
  moreHeld: "who.more-held",
  moreWaiting: "who.more-waiting",
  access: "who.access",
  exportAccess: "who.export",
  moreAccess: "who.more-access",
} as const;
