import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { isPairSubset } from "#/evaluation/tasks/perception/slices.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { ChoiceLinks } from "#/features/items/components/choice-links.tsx";
import { itemOrders, solveRates } from "#/features/items/difficulty/solve-rate.ts";
import { type ChosenItems, itemsQuery, outcomeChoices } from "#/features/items/item-filter.ts";
import type { DatasetPage } from "#/features/items/loaders.ts";

/** Renders rows of doors: how many models are right, what became of the chosen model's, and in which order. */
export async function ItemFilters({ page: { dataset, slices, list } }: { page: DatasetPage }) {
  const { chosen, model, canSeeAnswerKeys, difficulties } = list;
  const [t, format] = await Promise.all([getTranslations("datasets"), getFormatter()]);
  const href = (change: Partial<ChosenItems>) =>
    `/datasets/${dataset.slug}${itemsQuery({ ...chosen, ...change })}`;
  const subsets = slices.flatMap(({ subset, items }) =>
    subset && !isPairSubset(subset) ? [{ subset, items }] : [],
  );
  return (
    <div className="mb-6 space-y-2">
      {subsets.length > 1 ? (
        <ChoiceLinks
          label={t("subsets")}
          choices={[{ subset: null, items: dataset.itemCount }, ...subsets].map(({ subset, items }) => ({
            key: subset ?? "",
            href: href({ subset }),
            text: subset ?? t("all"),
            count: format.number(items),
            current: chosen.subset === subset,
          }))}
        />
      ) : null}
      {canSeeAnswerKeys && taskTraits[dataset.task].isGraded && difficulties.size > 0 ? (
        <ChoiceLinks
          label={t("solved.label")}
          choices={[null, ...solveRates].map((solved) => ({
            key: solved ?? "",
            href: href({ solved }),
            text: t(`solved.${solved ?? "any"}`),
            current: chosen.solved === solved,
          }))}
        />
      ) : null}
      {model?.counts ? (
        <ChoiceLinks
          label={model.name}
          choices={[null, ...outcomeChoices].map((outcome) => ({
            key: outcome ?? "",
            href: href({ outcome }),
            text: t(outcome ? `outcomeChoices.${outcome}` : "all"),
            ...(outcome && model.counts && { count: format.number(model.counts[outcome]) }),
            current: chosen.outcome === outcome,
          }))}
        />
      ) : null}
      {difficulties.size > 0 ? (
        <ChoiceLinks
          label={t("order.label")}
          choices={[null, ...itemOrders].map((order) => ({
            key: order ?? "",
            href: href({ order }),
            text: t(`order.${order ?? "dataset"}`),
            current: chosen.order === order,
          }))}
        />
      ) : null}
      {canSeeAnswerKeys && taskTraits[dataset.task].isGraded && difficulties.size > 0 ? (
        <p>
          <Link href={`/datasets/${dataset.slug}/matrix`} prefetch={false} className="link">
            {t("toMatrix")}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
