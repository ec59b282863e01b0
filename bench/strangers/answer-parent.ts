export type ParentOrder<Order> = { id: number; order: Order };
export type ParentReport<Report> = { id: number; report?: Report; trouble?: string };

/** Answers everything that the process which forked this one asks, and leaves with it. */
export function answerParent<Order, Report>(obey: (order: Order) => Promise<Report>): void {
  process.on("message", ({ id, order }: ParentOrder<Order>) => {
    const tell = (report: ParentReport<Report>) => process.send?.(report);
    obey(order).then(
      (report) => tell({ id, report }),
      (error) =>
        tell({ id, trouble: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on("disconnect", () => process.exit());
}
