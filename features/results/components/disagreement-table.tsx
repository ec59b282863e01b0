import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { type Column, ColumnTable } from "#/components/ui/column-table.tsx";
import type { Disagreement } from "#/features/results/scatter-points.ts";

type Props = { rows: Disagreement[]; dataset: string; predictedName: string };

export async function DisagreementTable({ rows, dataset, predictedName }: Props) {
  const [t, format] = await Promise.all([getTranslations("model.scatter"), getFormatter()]);
  const number = (key: string, head: string, cell: (row: Disagreement) => string) =>
    ({ key, head, numeric: true, cell }) as const;
  const place = (rank: number) => format.number(rank, { maximumFractionDigits: 1 });
  const columns: Column<Disagreement>[] = [
    {
      key: "item",
      head: t("item"),
      cell: ({ item }) => (
        <Link href={`/datasets/${dataset}/items/${item}`} prefetch={false} className="link">
          #{item}
        </Link>
      ),
    },
    number("predicted", predictedName, ({ predicted }) => predicted.toFixed(3).replace("-", "−")),
    number("mos", "MOS", ({ mos }) => mos.toFixed(3)),
    number("predictedPlace", t("predictedPlace"), ({ predictedRank }) => place(predictedRank)),
    number("mosPlace", t("mosPlace"), ({ mosRank }) => place(mosRank)),
  ];
  return <ColumnTable label={t("disagreements")} rows={rows} keyOf={({ item }) => item} columns={columns} />;
}
