export const ACTION = { exportPart: "report.export", drawPart: "report.draw" } as const;
