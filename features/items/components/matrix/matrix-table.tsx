import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { itemsQuery } from "#/features/items/item-filter.ts";
import { type MatrixPage, matrixItemsPerPage } from "#/features/items/matrix/loaders.ts";
import { type Mark, type Matrix, markOf } from "#/features/items/matrix/solve-matrix.ts";

const signs: Record<Mark, string> = { right: "✓", wrong: "✗", unread: "?", missing: "–" };

/** Renders the same as the picture in words and signs, a page of items at a time. */
export async function MatrixTable({ loaded, matrix }: { loaded: MatrixPage; matrix: Matrix }) {
  const { dataset, chosen, page, items } = loaded;
  const [t, format] = await Promise.all([getTranslations("datasets.matrix"), getFormatter()]);
  const first = (page - 1) * matrixItemsPerPage;
  return (
    <>
      <Table label={t("table")} className="w-fit max-w-full">
        <thead>
          <tr className="align-bottom">
            <HeadCell className="min-w-64">{t("item")}</HeadCell>
            <HeadCell numeric>{t("right")}</HeadCell>
            {matrix.rows.map(({ slug, name }) => (
              <HeadCell key={slug} className="px-0.5!">
                <span className="block max-h-40 overflow-hidden [writing-mode:vertical-rl]">{name}</span>
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={item.number} className="hover:bg-surface">
              <th scope="row" className="px-2 py-1 text-left font-normal">
                <Link
                  href={`/datasets/${dataset.slug}/items/${item.number}${itemsQuery({ ...chosen, order: "hardest" })}`}
                  prefetch={false}
                  className="link"
                >
                  <span className="tabular-nums">#{item.number}</span> {item.question}
                </Link>
              </th>
              <Cell numeric className="whitespace-nowrap">
                {format.number(matrix.right[first + index] ?? 0)} /{" "}
                {format.number(matrix.answered[first + index] ?? 0)}
              </Cell>
              {matrix.rows.map(({ slug, verdicts }) => {
                const mark = markOf(verdicts[first + index]);
                return (
                  <td key={slug} className={mark === "right" ? "text-center" : "text-center text-warm"}>
                    {signs[mark]}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-xs text-muted">
        {(["right", "wrong", "unread", "missing"] as const)
          .map((mark) => `${signs[mark]} ${t(`marks.${mark}`)}`)
          .join(" · ")}
      </p>
      <Pages loaded={loaded} total={matrix.numbers.length} />
    </>
  );
}

async function Pages({ loaded: { dataset, chosen, page }, total }: { loaded: MatrixPage; total: number }) {
  const t = await getTranslations("datasets");
  const last = Math.max(1, Math.ceil(total / matrixItemsPerPage));
  if (last === 1) return null;
  const href = (to: number) => `/datasets/${dataset.slug}/matrix${itemsQuery(chosen, to)}#as-table`;
  return (
    <nav aria-label={t("pages")} className="mt-4 flex items-center gap-3">
      {page > 1 ? <ButtonLink href={href(page - 1)}>{t("previousPage")}</ButtonLink> : null}
      <span className="text-muted tabular-nums">{t("pageOf", { page, last })}</span>
      {page < last ? <ButtonLink href={href(page + 1)}>{t("nextPage")}</ButtonLink> : null}
    </nav>
  );
}
