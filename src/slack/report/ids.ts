export const ACTION = { exportPart: "report.export" } as const;
