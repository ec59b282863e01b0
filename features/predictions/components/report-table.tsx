"use client";
import { useTranslations } from "next-intl";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import type { Estimate, PredictionsReport } from "#/features/predictions/predictions-report.ts";

type Row = Estimate & { key: string; label: string };

/** The scores that would be stored; the cells of perception are left to the submission's page. */
export function ReportTable({ report }: { report: PredictionsReport }) {
  const t = useTranslations("predictions");
  const slice = useTranslations("common.slices");
  const isAssessment = report.task === "assessment";
  const labelOf = (key: string) => {
    if (!isAssessment) return slice.has(key) ? slice(key) : key;
    const [metric = "", subset] = key.split(".");
    return subset ? t("subset", { metric: metric.toUpperCase(), subset }) : metric.toUpperCase();
  };
  const rows: Row[] = Object.entries(report.scores)
    .filter(([key]) => isAssessment || !key.includes("."))
    .map(([key, score]) => ({ ...score, key, label: labelOf(key) }));
  const argmax: Row[] = Object.entries(report.ablations.argmax ?? {}).map(([metric, value]) => ({
    key: `argmax.${metric}`,
    label: t("argmax", { metric: metric.toUpperCase() }),
    value,
    n: report.n,
    low: null,
    high: null,
  }));
  const figure = (value: number | null) => {
    if (value === null) return t("undefined");
    return isAssessment ? value.toFixed(3) : `${(value * 100).toFixed(1)} %`;
  };
  return (
    <Table label={t("reportTitle")}>
      <thead>
        <tr>
          <HeadCell>{t("score")}</HeadCell>
          <HeadCell numeric>{t("value")}</HeadCell>
          <HeadCell numeric>{t("interval")}</HeadCell>
          <HeadCell numeric>{t("items")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {[...rows, ...argmax].map(({ key, label, value, low, high, n }) => (
          <tr key={key}>
            <th scope="row" className="px-2 py-1.5 text-left font-normal">
              {label}
            </th>
            <Cell numeric>{figure(value)}</Cell>
            <Cell numeric>{low === null || high === null ? "" : `${figure(low)} – ${figure(high)}`}</Cell>
            <Cell numeric>{n}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
