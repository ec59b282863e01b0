import { useTranslations } from "next-intl";
import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { EstimateTable } from "#/features/results/components/estimate-table.tsx";
import { roundHalfUp } from "#/lib/round-half-up.ts";

const order = ["srcc", "plcc", "krcc", "argmax.srcc", "argmax.plcc", "argmax.krcc"];

/** SRCC, PLCC and KRCC of a database, of its subsets, and of the argmax ablation. */
export function CorrelationTable({ label, scores }: { label: string; scores: Record<string, Estimate> }) {
  const t = useTranslations("predictions");
  const labelOf = (key: string) => {
    const [first = "", second] = key.split(".");
    if (first === "argmax") return t("argmax", { metric: second?.toUpperCase() ?? "" });
    return second ? t("subset", { metric: first.toUpperCase(), subset: second }) : first.toUpperCase();
  };
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : 2.5);
  const rows = Object.entries(scores)
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(([key, score]) => ({ ...score, key, label: labelOf(key) }));
  return <EstimateTable label={label} rows={rows} figure={(value) => roundHalfUp(value, 3)} />;
}
