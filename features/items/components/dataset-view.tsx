import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { groupsOf } from "#/features/datasets/groups-of.ts";
import { AdmissionBox } from "#/features/hidden-keys/components/admission-box.tsx";
import { ItemFilters } from "#/features/items/components/item-filters.tsx";
import { ItemTile } from "#/features/items/components/item-tile.tsx";
import { ListedModelHead } from "#/features/items/components/listed-model.tsx";
import { ModelChooser } from "#/features/items/components/model-chooser.tsx";
import { SliceGrid } from "#/features/items/components/slice-grid.tsx";
import { itemsQuery, sliceOf } from "#/features/items/item-filter.ts";
import { type DatasetPage, itemsPerPage } from "#/features/items/loaders.ts";

export async function DatasetView({ page: loaded }: { page: DatasetPage }) {
  const { dataset, slices, list, items, answers, models } = loaded;
  const { chosen, model, numbers } = list;
  const [t, common, format] = await Promise.all([
    getTranslations("datasets"),
    getTranslations("common"),
    getFormatter(),
  ]);
  const groups = groupsOf(dataset);
  const facts = [
    common(`tasks.${dataset.task}`),
    common("items", { count: dataset.itemCount }),
    ...(groups ? [common(`groups.${groups.of}`, groups)] : []),
    t("versionOf", { version: dataset.version }),
    dataset.hasAnswers ? t("answersAre", { answers: common(`answers.${dataset.answers}`) }) : t("noAnswers"),
    ...(dataset.generated ? [common("generated")] : []),
  ];
  const without = { ...chosen, model: null, submission: null, outcome: null };
  return (
    <Page title={await datasetName(dataset.slug)} aside={facts.join(" · ")}>
      <p className="mb-5">
        <Link href={`/leaderboard/${dataset.task}?dataset=${dataset.slug}`} prefetch={false} className="link">
          {t("toLeaderboard")}
        </Link>
      </p>
      <Notices page={loaded} />
      {dataset.answers === "hidden" && dataset.hasAnswers ? <AdmissionBox slug={dataset.slug} /> : null}
      <ModelChooser slug={dataset.slug} chosen={chosen} models={models} />
      {model ? (
        <ListedModelHead
          model={model}
          task={dataset.task}
          slice={sliceOf(chosen)}
          without={`/datasets/${dataset.slug}${itemsQuery(without)}`}
        />
      ) : null}
      {taskTraits[dataset.task].isGraded ? (
        <SliceGrid slug={dataset.slug} slices={slices} chosen={chosen} />
      ) : null}
      <ItemFilters page={loaded} />
      <h2 className="mb-3 text-base font-semibold">
        {t("items")}{" "}
        <span className="font-normal text-muted tabular-nums">{format.number(numbers.length)}</span>
      </h2>
      {numbers.length === 0 ? <p className="text-muted">{t("noneChosen")}</p> : null}
      <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
        {items.map((item) => (
          <ItemTile
            key={item.number}
            item={item}
            dataset={dataset}
            query={itemsQuery(chosen)}
            difficulty={list.difficulties.get(item.number)}
            answer={answers.get(item.number)}
            canSeeAnswerKeys={list.canSeeAnswerKeys}
          />
        ))}
      </ul>
      <Pages page={loaded} />
    </Page>
  );
}

async function Notices({ page: { dataset, list } }: { page: DatasetPage }) {
  const [t, format] = await Promise.all([getTranslations("datasets"), getFormatter()]);
  const notices = [
    dataset.imageCount < dataset.itemCount
      ? t("missingImages", { missing: format.number(dataset.itemCount - dataset.imageCount) })
      : null,
    list.unknownModel === null ? null : t("unknownModel", { model: list.unknownModel }),
    list.canSeeAnswerKeys ? null : t("hiddenList"),
  ].filter((notice) => notice !== null);
  return notices.map((notice) => (
    <div key={notice} className="mb-5">
      <Notice tone="attention">{notice}</Notice>
    </div>
  ));
}

async function Pages({ page: { dataset, list, page } }: { page: DatasetPage }) {
  const t = await getTranslations("datasets");
  const last = Math.max(1, Math.ceil(list.numbers.length / itemsPerPage));
  if (last === 1) return null;
  const href = (to: number) => `/datasets/${dataset.slug}${itemsQuery(list.chosen, to)}`;
  return (
    <nav aria-label={t("pages")} className="mt-6 flex items-center gap-3">
      {page > 1 ? <ButtonLink href={href(page - 1)}>{t("previousPage")}</ButtonLink> : null}
      <span className="text-muted tabular-nums">{t("pageOf", { page, last })}</span>
      {page < last ? <ButtonLink href={href(page + 1)}>{t("nextPage")}</ButtonLink> : null}
    </nav>
  );
}
