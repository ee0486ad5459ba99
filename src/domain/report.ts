/** What staff are told of their catalogs in numbers. */
export const REPORT_PARTS = ["holders", "outcomes", "byPackage", "byApprover", "ending", "unused"] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];
