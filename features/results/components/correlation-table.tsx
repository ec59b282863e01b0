import { useTranslations } from "next-intl";
import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { EstimateTable } from "#/features/results/components/estimate-table.tsx";

const order = ["srcc", "plcc", "argmax.srcc", "argmax.plcc"];

/** SRCC and PLCC of a database, of its subsets, and of the argmax ablation. */
export function CorrelationTable({ label, scores }: { label: string; scores: Record<string, Estimate> }) {
  const t = useTranslations("predictions");
  const labelOf = (key: string) => {
    const [first = "", second] = key.split(".");
    if (first === "argmax") return t("argmax", { metric: second?.toUpperCase() ?? "" });
    return second ? t("subset", { metric: first.toUpperCase(), subset: second }) : first.toUpperCase();
  };
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : 1.5);
  const rows = Object.entries(scores)
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(([key, score]) => ({ ...score, key, label: labelOf(key) }));
  return <EstimateTable label={label} rows={rows} figure={(value) => value.toFixed(3)} />;
}
