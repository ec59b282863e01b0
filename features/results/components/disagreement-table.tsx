import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import type { Disagreement } from "#/features/results/scatter-points.ts";

type Props = { rows: Disagreement[]; dataset: string; predictedName: string };

export async function DisagreementTable({ rows, dataset, predictedName }: Props) {
  const [t, format] = await Promise.all([getTranslations("model.scatter"), getFormatter()]);
  const place = (rank: number) => format.number(rank, { maximumFractionDigits: 1 });
  return (
    <Table label={t("disagreements")}>
      <thead>
        <tr>
          <HeadCell>{t("item")}</HeadCell>
          <HeadCell numeric>{predictedName}</HeadCell>
          <HeadCell numeric>MOS</HeadCell>
          <HeadCell numeric>{t("predictedPlace")}</HeadCell>
          <HeadCell numeric>{t("mosPlace")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ item, predicted, mos, predictedRank, mosRank }) => (
          <tr key={item}>
            <Cell>
              <Link href={`/datasets/${dataset}/items/${item}`} prefetch={false} className="link">
                #{item}
              </Link>
            </Cell>
            <Cell numeric>{predicted.toFixed(3).replace("-", "−")}</Cell>
            <Cell numeric>{mos.toFixed(3)}</Cell>
            <Cell numeric>{place(predictedRank)}</Cell>
            <Cell numeric>{place(mosRank)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
