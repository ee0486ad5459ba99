export const ACTION = {
  list: "mine.list",
  more: "mine.more",
} as const;
