import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { ItemTile } from "#/features/datasets/components/item-tile.tsx";
import { SliceGrid } from "#/features/datasets/components/slice-grid.tsx";
import { SolveRateLinks } from "#/features/datasets/components/solve-rate-links.tsx";
import { slicesQuery } from "#/features/datasets/item-filter.ts";
import { type DatasetPage, itemsPerPage } from "#/features/datasets/loaders.ts";

export async function DatasetView({ page: loaded }: { page: DatasetPage }) {
  const { dataset, slices, chosen, total, items, seesAnswers } = loaded;
  const [t, common, format] = await Promise.all([
    getTranslations("datasets"),
    getTranslations("common"),
    getFormatter(),
  ]);
  const facts = [
    common(`tasks.${dataset.task}`),
    common("items", { count: dataset.itemCount }),
    t("versionOf", { version: dataset.version }),
    dataset.hasAnswers ? t("answersAre", { answers: common(`answers.${dataset.answers}`) }) : t("noAnswers"),
    ...(dataset.generated ? [common("generated")] : []),
  ];
  return (
    <Page title={await datasetName(dataset.slug)} aside={facts.join(" · ")}>
      <p className="mb-5">
        <Link href={`/leaderboard/${dataset.task}?dataset=${dataset.slug}`} prefetch={false} className="link">
          {t("toLeaderboard")}
        </Link>
      </p>
      {dataset.imageCount < dataset.itemCount ? (
        <div className="mb-5">
          <Notice tone="attention">
            {t("missingImages", { missing: format.number(dataset.itemCount - dataset.imageCount) })}
          </Notice>
        </div>
      ) : null}
      {dataset.task === "perception" ? (
        <>
          <SliceGrid slug={dataset.slug} slices={slices} chosen={chosen} />
          {seesAnswers ? <SolveRateLinks slug={dataset.slug} chosen={chosen} /> : null}
        </>
      ) : (
        <SubsetLinks page={loaded} />
      )}
      <h2 className="mb-3 text-base font-semibold">
        {t("items")} <span className="font-normal text-muted tabular-nums">{format.number(total)}</span>
      </h2>
      {total === 0 ? <p className="text-muted">{t("noneChosen")}</p> : null}
      <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
        {items.map((item) => (
          <ItemTile
            key={item.number}
            item={item}
            slug={dataset.slug}
            query={slicesQuery(chosen)}
            showMos={seesAnswers}
          />
        ))}
      </ul>
      <Pages page={loaded} />
    </Page>
  );
}

async function SubsetLinks({ page: { dataset, slices, chosen } }: { page: DatasetPage }) {
  const t = await getTranslations("datasets");
  const subsets = slices.flatMap(({ subset, items }) => (subset ? [{ subset, items }] : []));
  if (subsets.length < 2) return null;
  return (
    <nav aria-label={t("subsets")} className="mb-5 flex flex-wrap gap-4">
      {[{ subset: null, items: dataset.itemCount }, ...subsets].map(({ subset, items }) => (
        <Link
          key={subset}
          href={`/datasets/${dataset.slug}${slicesQuery({ subset })}`}
          prefetch={false}
          aria-current={chosen.subset === subset ? "true" : undefined}
          className="border-b-2 border-transparent pb-1 text-muted hover:text-ink aria-[current]:border-ink aria-[current]:text-ink"
        >
          {subset ?? t("all")} <span className="tabular-nums">{items}</span>
        </Link>
      ))}
    </nav>
  );
}

async function Pages({ page: { dataset, chosen, page, total } }: { page: DatasetPage }) {
  const t = await getTranslations("datasets");
  const last = Math.max(1, Math.ceil(total / itemsPerPage));
  if (last === 1) return null;
  const href = (to: number) => `/datasets/${dataset.slug}${slicesQuery(chosen, to)}`;
  return (
    <nav aria-label={t("pages")} className="mt-6 flex items-center gap-3">
      {page > 1 ? <ButtonLink href={href(page - 1)}>{t("previous")}</ButtonLink> : null}
      <span className="text-muted tabular-nums">{t("pageOf", { page, last })}</span>
      {page < last ? <ButtonLink href={href(page + 1)}>{t("next")}</ButtonLink> : null}
    </nav>
  );
}
