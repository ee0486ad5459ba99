/** A question as it was asked, and what the requestor answered. */
export interface Answer {
  question: string;
  answer: string;
}
