import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { RatingRounds } from "#/features/results/components/rating-rounds.tsx";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import { ItemPicture } from "#/features/submissions/components/run/item-picture.tsx";

type Props = { items: ItemPreview[]; dataset: string; name: string; maySeeAnswers: boolean };

/** Renders items of a description dataset: what the model wrote, what people wrote, and what the judge made of it. */
export async function DescribedTable({ items, dataset, name, maySeeAnswers }: Props) {
  const t = await getTranslations("submissions.items");
  return (
    <Table label={t("table", { dataset: name })}>
      <thead>
        <tr>
          <HeadCell>{t("item")}</HeadCell>
          <HeadCell>{t("description")}</HeadCell>
          {maySeeAnswers ? <HeadCell>{t("reference")}</HeadCell> : null}
          {maySeeAnswers ? <HeadCell>{t("ratings")}</HeadCell> : null}
          <HeadCell>{t("outcome")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.item} className="align-top">
            <Cell>
              <Link
                href={`/datasets/${dataset}/items/${encodeURIComponent(item.key)}`}
                className="flex flex-col gap-1"
                prefetch={false}
              >
                <ItemPicture item={item} alt="" />
                <span className="link font-mono text-2xs break-all">{item.image}</span>
              </Link>
            </Cell>
            <Cell className="max-w-96 min-w-64 break-words">
              <p className="line-clamp-6 whitespace-pre-wrap">
                <ModelText text={item.response ?? item.error} />
              </p>
            </Cell>
            {maySeeAnswers ? (
              <Cell className="max-w-96 min-w-64 break-words text-muted">{item.reference}</Cell>
            ) : null}
            {maySeeAnswers ? (
              <Cell className="min-w-72">
                <RatingRounds ratings={item.ratings ?? []} length={item.responseLength} />
              </Cell>
            ) : null}
            <Cell className="whitespace-nowrap">
              {t.has(`outcomes.${item.status}`) ? t(`outcomes.${item.status}`) : item.status}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
