import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import { ItemPicture } from "#/features/submissions/components/run/item-picture.tsx";

export type ItemTableProps = { items: ItemPreview[]; dataset: string; name: string; maySeeAnswers: boolean };

export type ItemColumn = {
  key: string;
  head: ReactNode;
  numeric?: boolean;
  className?: string;
  cell: (item: ItemPreview) => ReactNode;
};

type Props = Omit<ItemTableProps, "maySeeAnswers"> & {
  columns: ItemColumn[];
  /** What stands below the outcome of an item. */
  note?: (item: ItemPreview) => ReactNode;
};

/** Renders items of a run: which one, the columns of its task, and how it came out. */
export async function ItemTable({ items, dataset, name, columns, note }: Props) {
  const t = await getTranslations("submissions.items");
  return (
    <Table label={t("table", { dataset: name })}>
      <thead>
        <tr>
          <HeadCell>{t("item")}</HeadCell>
          {columns.map(({ key, head, numeric }) => (
            <HeadCell key={key} numeric={numeric}>
              {head}
            </HeadCell>
          ))}
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
            {columns.map(({ key, numeric, className, cell }) => (
              <Cell key={key} numeric={numeric} className={className}>
                {cell(item)}
              </Cell>
            ))}
            <Cell className={note ? undefined : "whitespace-nowrap"}>
              {t.has(`outcomes.${item.status}`) ? t(`outcomes.${item.status}`) : item.status}
              {note?.(item)}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
