import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type ChosenSlices, slicesQuery } from "#/features/datasets/item-filter.ts";
import { solveRates } from "#/features/datasets/solve-rate.ts";

/** Items by how many of the published models are right on them. */
export async function SolveRateLinks({ slug, chosen }: { slug: string; chosen: ChosenSlices }) {
  const t = await getTranslations("datasets.solved");
  return (
    <nav aria-label={t("label")} className="mb-5 flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <span className="text-xs text-muted">{t("label")}</span>
      {[null, ...solveRates].map((solved) => (
        <Link
          key={solved}
          href={`/datasets/${slug}${slicesQuery({ ...chosen, solved })}`}
          prefetch={false}
          aria-current={chosen.solved === solved ? "true" : undefined}
          className="border-b-2 border-transparent pb-1 text-muted hover:text-ink aria-[current]:border-ink aria-[current]:text-ink"
        >
          {t(solved ?? "any")}
        </Link>
      ))}
    </nav>
  );
}
