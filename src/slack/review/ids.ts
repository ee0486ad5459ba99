export const CALLBACK = {
  sheet: "review.sheet",
  reason: "review.reason",
} as const;

export const ACTION = {
  list: "review.list",
  more: "review.more",
  open: "review.open",
  page: "review.page",
  /** Followed by what is answered. */
  answer: "review.answer",
} as const;
