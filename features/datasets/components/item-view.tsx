import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import { ArrowKeys } from "#/features/datasets/components/arrow-keys.tsx";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { ItemAnswers } from "#/features/datasets/components/item-answers.tsx";
import { ItemPicture } from "#/features/datasets/components/item-picture.tsx";
import { ItemQuestion } from "#/features/datasets/components/item-question.tsx";
import { slicesQuery } from "#/features/datasets/item-filter.ts";
import type { ItemPage } from "#/features/datasets/loaders.ts";

export async function ItemView({ page }: { page: ItemPage }) {
  const { dataset, item, chosen, previous, next } = page;
  const [t, slices] = await Promise.all([getTranslations("datasets"), getTranslations("common.slices")]);
  const query = slicesQuery(chosen);
  const address = (number: number | null) =>
    number === null ? null : `/datasets/${dataset.slug}/items/${number}${query}`;
  const type = questionTypes[item.questionType ?? -1];
  const quadrant = quadrants[item.concern ?? -1];
  const kind = [type, quadrant, item.subset].flatMap((one) =>
    one ? [slices.has(one) ? slices(one) : one] : [],
  );
  return (
    <div className="mx-auto max-w-[110rem] px-4 py-4 sm:px-6">
      <ArrowKeys previous={address(previous)} next={address(next)} />
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="font-semibold">
          <Link href={`/datasets/${dataset.slug}${query}`} prefetch={false} className="link">
            {await datasetName(dataset.slug)}
          </Link>{" "}
          <span className="tabular-nums">#{item.number}</span>
        </h1>
        <p className="text-muted">{kind.join(" · ")}</p>
        <nav aria-label={t("neighbours")} className="ml-auto flex gap-4">
          <Neighbour href={address(previous)} text={`← ${t("previous")}`} rel="prev" />
          <Neighbour href={address(next)} text={`${t("next")} →`} rel="next" />
        </nav>
      </div>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0 space-y-4">
          <ItemPicture path={item.imagePath} image={item.picture} />
          {item.secondPath ? <ItemPicture path={item.secondPath} image={item.secondPicture} /> : null}
        </div>
        <div className="min-w-0">
          <ItemQuestion page={page} />
          <ItemAnswers page={page} />
        </div>
      </div>
    </div>
  );
}

function Neighbour({ href, text, rel }: { href: string | null; text: string; rel: string }) {
  if (!href) return <span className="text-muted opacity-60">{text}</span>;
  return (
    <Link href={href} rel={rel} className="link">
      {text}
    </Link>
  );
}
