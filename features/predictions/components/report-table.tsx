"use client";
import { useTranslations } from "next-intl";
import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { PredictionsReport } from "#/features/predictions/predictions-report.ts";
import { CorrelationTable } from "#/features/results/components/correlation-table.tsx";
import { EstimateTable } from "#/features/results/components/estimate-table.tsx";
import { roundHalfUp } from "#/lib/round-half-up.ts";

/** Renders the scores that would be stored; the cells of perception are left to the submission's page. */
export function ReportTable({ report }: { report: PredictionsReport }) {
  const t = useTranslations("predictions");
  const slice = useTranslations("common.slices");
  if (taskTraits[report.task].isRating) {
    return <CorrelationTable label={t("scores")} scores={{ ...report.scores, ...argmaxOf(report) }} />;
  }
  const rows = Object.entries(report.scores)
    .filter(([key]) => !key.includes("."))
    .map(([key, score]) => ({ ...score, key, label: slice.has(key) ? slice(key) : key }));
  return (
    <EstimateTable label={t("scores")} rows={rows} figure={(value) => `${roundHalfUp(value * 100, 1)} %`} />
  );
}

function argmaxOf({ ablations, n }: PredictionsReport): Record<string, Estimate> {
  const found = Object.entries(ablations.argmax ?? {});
  return Object.fromEntries(
    found.map(([metric, value]) => [`argmax.${metric}`, { value, n, low: null, high: null }]),
  );
}
