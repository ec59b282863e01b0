import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type Column, ColumnTable } from "#/components/ui/column-table.tsx";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import { ItemPicture } from "#/features/submissions/components/run/item-picture.tsx";

export type ItemTableProps = { items: ItemPreview[]; dataset: string; name: string; maySeeAnswers: boolean };

export type ItemColumn = Column<ItemPreview>;

type Props = Omit<ItemTableProps, "maySeeAnswers"> & {
  columns: ItemColumn[];
  /** What stands below the outcome of an item. */
  note?: (item: ItemPreview) => ReactNode;
};

/** Renders items of a run: which one, the columns of its task, and how it came out. */
export async function ItemTable({ items, dataset, name, columns, note }: Props) {
  const t = await getTranslations("submissions.items");
  const which: ItemColumn = {
    key: "item",
    head: t("item"),
    cell: (item) => (
      <Link
        href={`/datasets/${dataset}/items/${encodeURIComponent(item.key)}`}
        className="flex flex-col gap-1"
        prefetch={false}
      >
        <ItemPicture item={item} alt="" />
        <span className="link font-mono text-2xs break-all">{item.image}</span>
      </Link>
    ),
  };
  const outcome: ItemColumn = {
    key: "outcome",
    head: t("outcome"),
    className: note ? undefined : "whitespace-nowrap",
    cell: (item) => (
      <>
        {t.has(`outcomes.${item.status}`) ? t(`outcomes.${item.status}`) : item.status}
        {note?.(item)}
      </>
    ),
  };
  return (
    <ColumnTable
      label={t("table", { dataset: name })}
      rows={items}
      keyOf={({ item }) => item}
      columns={[which, ...columns, outcome]}
      rowClass="align-top"
    />
  );
}
