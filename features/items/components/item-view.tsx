import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink, buttonClass } from "#/components/ui/button.tsx";
import { concernsOf, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { ItemAnswers } from "#/features/items/components/item-answers.tsx";
import { ItemPictures } from "#/features/items/components/item-pictures.tsx";
import { ItemQuestion } from "#/features/items/components/item-question.tsx";
import { NeighbourKeys } from "#/features/items/components/neighbour-keys.tsx";
import { itemsQuery } from "#/features/items/item-filter.ts";
import type { ItemPage } from "#/features/items/loaders.ts";

export async function ItemView({ page }: { page: ItemPage }) {
  const { dataset, item, list, place: index } = page;
  const slices = await getTranslations("common.slices");
  const query = itemsQuery(list.chosen);
  const type = questionTypes[item.questionType ?? -1];
  const kind = [...new Set([type, ...concernsOf(item), item.subset])].flatMap((one) =>
    one ? [slices.has(one) ? slices(one) : one] : [],
  );
  const beside = (step: number) => {
    const number = index === null ? undefined : list.numbers[index + step];
    return number === undefined ? null : `/datasets/${dataset.slug}/items/${number}${query}`;
  };
  return (
    <div className="mx-auto max-w-[110rem] px-4 py-4 sm:px-6">
      <NeighbourKeys previous={beside(-1)} next={beside(1)} />
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-2">
        <h1 className="font-semibold">
          <Link href={`/datasets/${dataset.slug}${query}`} prefetch={false} className="link">
            {await datasetName(dataset.slug)}
          </Link>{" "}
          <span className="tabular-nums">#{item.number}</span>
        </h1>
        <p className="text-muted">{kind.join(" · ")}</p>
        <Neighbours page={page} previous={beside(-1)} next={beside(1)} />
      </div>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <ItemPictures item={item} />
        <div className="min-w-0">
          <ItemQuestion page={page} />
          <ItemAnswers page={page} />
        </div>
      </div>
    </div>
  );
}

type Doors = { page: ItemPage; previous: string | null; next: string | null };

async function Neighbours({ page: { dataset, item, list, place: index }, previous, next }: Doors) {
  const [t, format] = await Promise.all([getTranslations("datasets"), getFormatter()]);
  const of = format.number(list.numbers.length);
  const filtered = itemsQuery(list.chosen) !== "";
  return (
    <nav aria-label={t("neighbours")} className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-2">
      {filtered ? (
        <Link href={`/datasets/${dataset.slug}/items/${item.number}`} prefetch={false} className="link">
          {t("permalink")}
        </Link>
      ) : null}
      <span className="text-muted tabular-nums">
        {index === null ? t("notListed", { of }) : t("placeOf", { place: format.number(index + 1), of })}
      </span>
      <Neighbour href={previous} text={`← ${t("previous")}`} rel="prev" keys="k ArrowLeft" />
      <Neighbour href={next} text={`${t("next")} →`} rel="next" keys="j ArrowRight" />
    </nav>
  );
}

type NeighbourProps = { href: string | null; text: string; rel: string; keys: string };

function Neighbour({ href, text, rel, keys }: NeighbourProps) {
  if (!href) {
    return (
      <span aria-disabled="true" className={buttonClass({ size: "small" }, "text-muted!")}>
        {text}
      </span>
    );
  }
  return (
    <ButtonLink href={href} rel={rel} size="small" aria-keyshortcuts={keys}>
      {text}
    </ButtonLink>
  );
}
