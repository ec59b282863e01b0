import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { drainAction, resumeAction } from "#/features/admin/actions.ts";
import { AdminForm } from "#/features/admin/components/admin-form.tsx";
import { drainingNow, listWorkers, workToDo } from "#/features/metrics/queries.ts";
import { queueState } from "#/jobs/queue-state.ts";

/** Renders what waits, who works, and the switch that has the workers finish and begin nothing more. */
export async function WorkersSection() {
  const [t, format, workers, work, queue, draining] = await Promise.all([
    getTranslations("admin"),
    getFormatter(),
    listWorkers(),
    workToDo(),
    queueState(),
    drainingNow(),
  ]);
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, n) => all + n, 0);
  const seconds = (value: number) => t("seconds", { value: format.number(Math.round(value)) });
  const { ageSeconds, ...jobs } = queue ?? { ageSeconds: null };
  const facts = [
    queue
      ? t("queueFacts", { ...jobs, age: ageSeconds === null ? "–" : seconds(ageSeconds) })
      : t("queueAway"),
    t("batchFacts", { pending: work.batches.pending ?? 0, leased: work.batches.leased ?? 0 }),
    t("leaseFacts", { overdue: seconds(work.leaseOverdueSeconds), silent: seconds(work.leaseSilentSeconds) }),
  ];
  return (
    <section>
      <OverviewTable
        title={t("workers")}
        lead={facts.join(" ")}
        empty={t("noWorkers")}
        rows={workers}
        keyOf={({ id }) => id}
        columns={[
          { head: t("worker"), cell: ({ id }) => id },
          { head: t("seen"), numeric: true, cell: ({ seenSeconds }) => seconds(seenSeconds) },
          { head: t("inFlight"), numeric: true, cell: ({ figures }) => figures.callsInFlight },
          { head: t("heldBatches"), numeric: true, cell: ({ figures }) => figures.batches },
          {
            head: t("itemsWritten"),
            numeric: true,
            cell: ({ figures }) => format.number(sum(figures.items)),
          },
          { head: t("callsFailed"), cell: ({ figures }) => causes(figures.failures) },
          {
            head: t("lag"),
            numeric: true,
            cell: ({ figures }) => t("milliseconds", { value: Math.round(figures.lagSeconds.p99 * 1000) }),
          },
          {
            head: t("memory"),
            numeric: true,
            cell: ({ figures }) => t("megabytes", { value: Math.round(figures.residentBytes / 1e6) }),
          },
        ]}
      />
      <div className="-mt-6 mb-10 flex flex-wrap items-center gap-3">
        {draining ? <p className="text-warm">{t("draining", { by: draining.by })}</p> : null}
        {draining ? (
          <AdminForm key="resume" action={resumeAction} button={t("resume")} tone="primary" />
        ) : (
          <AdminForm key="drain" action={drainAction} button={t("drain")} tone="danger" />
        )}
      </div>
    </section>
  );
}

function causes(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([kind, n]) => `${kind} ${n}`)
    .join(", ");
}
