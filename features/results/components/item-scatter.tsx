"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { WhenSeen } from "#/components/charts/when-seen.tsx";
import type { ScatterPoint } from "#/features/results/scatter-points.ts";

const ScatterFigure = dynamic(
  async () => (await import("#/components/charts/scatter-figure.tsx")).ScatterFigure,
  { ssr: false },
);

type Props = { label: string; dataset: string; predictedName: string; points: ScatterPoint[] };

/** Predicted value against MOS; a dot opens its item. */
export function ItemScatter({ label, dataset, predictedName, points }: Props) {
  const t = useTranslations("model.scatter");
  const router = useRouter();
  return (
    <WhenSeen waiting={t("loading")} height={470}>
      <ScatterFigure
        label={label}
        xName={predictedName}
        yName="MOS"
        dots={points}
        hint={t("hint")}
        describe={([item, predicted, mos]) =>
          t("point", { item: String(item), predicted: predicted.toFixed(3), mos: mos.toFixed(3) })
        }
        onOpen={([item]) => router.push(`/datasets/${dataset}/items/${item}`)}
      />
    </WhenSeen>
  );
}
