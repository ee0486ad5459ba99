export const ACTION = {
  holders: "who.holders",
  moreHolders: "who.more-holders",
  moreHeld: "who.more-held",
} as const;
