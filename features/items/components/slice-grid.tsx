import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import {
  type Concern,
  concernsOf,
  concernsOfSet,
  quadrants,
  questionTypes,
} from "#/evaluation/tasks/perception/slices.ts";
import { type ChosenItems, itemsQuery } from "#/features/items/item-filter.ts";
import type { SliceCount } from "#/features/items/queries.ts";

type Props = { slug: string; slices: SliceCount[]; chosen: ChosenItems };

/** Renders how many items each cell has; every count is the door to its items. */
export async function SliceGrid({ slug, slices, chosen }: Props) {
  const [t, common] = await Promise.all([getTranslations("datasets"), getTranslations("common.slices")]);
  const counts = (type: number | null, concern: Concern | null) =>
    slices
      .filter(
        (one) =>
          (type === null || one.questionType === type) &&
          (concern === null || concernsOf(one).some((own) => own === concern)),
      )
      .reduce((sum, { items }) => sum + items, 0);
  const rows = [...questionTypes.map((name, index) => ({ name, index })), { name: null, index: null }];
  const concerns = concernsOfSet(slices);
  const columns = [...concerns, null];
  return (
    <section aria-label={t(concerns === quadrants ? "cells" : "pairCells")} className="mb-6 overflow-x-auto">
      <table className="border-collapse">
        <thead>
          <tr>
            <td />
            {columns.map((name) => (
              <th
                key={name}
                scope="col"
                className="px-2 py-1 text-right sm:px-3 align-bottom text-xs font-medium text-muted"
              >
                {name ? common(name) : t("all")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th
                scope="row"
                className="py-1 pr-2 text-left text-xs font-medium whitespace-nowrap text-muted"
              >
                {row.name ? common(row.name) : t("all")}
              </th>
              {columns.map((column) => (
                <td key={column} className="p-0 text-right">
                  <CellLink
                    href={`/datasets/${slug}${itemsQuery({ ...chosen, subset: null, type: row.name, concern: column })}`}
                    count={counts(row.index, column)}
                    current={chosen.type === row.name && chosen.concern === column}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type CellProps = { href: string; count: number; current: boolean };

async function CellLink({ href, count, current }: CellProps) {
  const format = await getFormatter();
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "true" : undefined}
      className="figures block px-2 py-1 sm:px-3 hover:text-accent hover:underline aria-[current]:bg-ink aria-[current]:text-paper"
    >
      {format.number(count)}
    </Link>
  );
}
