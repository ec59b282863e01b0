import { getTranslations } from "next-intl/server";
import { PairScatter } from "#/features/compare/components/pair-scatter.tsx";
import type { SliceOverlap } from "#/features/compare/overlap.ts";
import { sliceAddress } from "#/features/leaderboards/table/score-address.ts";

type Props = { slices: SliceOverlap[]; names: { first: string; second: string }; dataset: string };

/** Renders the accuracy of one model against the other, a dot a slice. */
export async function SliceScatter({ slices, names, dataset }: Props) {
  const [t, common] = await Promise.all([getTranslations("compare"), getTranslations("common.slices")]);
  const percent = (right: number, n: number) => (100 * right) / n;
  return (
    <section className="min-w-0">
      <h3 className="mb-1 font-medium">{t("sliceScatter")}</h3>
      <PairScatter
        label={t("scatterOf", names)}
        names={names}
        dots={slices.map(({ bothRight, onlyFirst, onlySecond, n }, key) => [
          key,
          percent(bothRight + onlyFirst, n),
          percent(bothRight + onlySecond, n),
        ])}
        doors={slices.map(({ slice }) => ({
          name: slice
            .split(".")
            .map((part) => common(part as "what"))
            .join(" × "),
          href: sliceAddress(dataset, slice),
        }))}
        items=""
        digits={1}
        diagonal={[0, 100]}
        texts={{ point: t.raw("slicePoint"), hint: t("sliceHint"), loading: t("chartLoading") }}
      />
    </section>
  );
}
