import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import { ItemPicture } from "#/features/submissions/components/run/item-picture.tsx";

type Props = { items: ItemPreview[]; dataset: string; name: string };

export async function ItemTable({ items, dataset, name }: Props) {
  const t = await getTranslations("submissions.items");
  return (
    <Table label={t("table", { dataset: name })}>
      <thead>
        <tr>
          <HeadCell>{t("item")}</HeadCell>
          <HeadCell>{t("question")}</HeadCell>
          <HeadCell>{t("answer")}</HeadCell>
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
            <Cell className="min-w-64">
              <p>{item.question}</p>
              <Options item={item} />
            </Cell>
            <Cell className="max-w-96 min-w-48 break-words">
              <p className="line-clamp-4 whitespace-pre-wrap">
                <ModelText text={item.response ?? item.error} />
              </p>
              {item.parsed && item.parsed !== item.response ? (
                <p className="text-xs text-muted">{t("parsedAs", { answer: item.parsed })}</p>
              ) : null}
            </Cell>
            <Cell className="whitespace-nowrap">
              {t.has(`outcomes.${item.status}`) ? t(`outcomes.${item.status}`) : item.status}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

async function Options({ item }: { item: ItemPreview }) {
  const t = await getTranslations("submissions.items");
  return (
    <>
      <p className="text-xs text-muted">{item.options.join(" / ")}</p>
      {item.correctAnswer ? (
        <p className="text-xs text-muted">{t("correctAnswer", { answer: item.correctAnswer })}</p>
      ) : null}
    </>
  );
}
