export const ACTION = {
  end: "delegate.end",
} as const;
