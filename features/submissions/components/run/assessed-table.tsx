import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { readTopLists } from "#/evaluation/tasks/assessment/request/top-list-text.ts";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import { MessageList } from "#/features/submissions/components/form/message-list.tsx";
import { ItemPicture } from "#/features/submissions/components/run/item-picture.tsx";

type Props = { items: ItemPreview[]; dataset: string; name: string; maySeeAnswers: boolean };

/** Renders items of a quality dataset: what was predicted beside what people said. */
export async function AssessedTable({ items, dataset, name, maySeeAnswers }: Props) {
  const t = await getTranslations("submissions.items");
  const replies = items.some(({ response }) => response !== null);
  return (
    <Table label={t("table", { dataset: name })}>
      <thead>
        <tr>
          <HeadCell>{t("item")}</HeadCell>
          <HeadCell numeric>{t("score")}</HeadCell>
          <HeadCell numeric>
            <abbr title={t("differenceHint")}>d</abbr>
          </HeadCell>
          {maySeeAnswers ? <HeadCell numeric>MOS</HeadCell> : null}
          {replies ? <HeadCell>{t("answer")}</HeadCell> : null}
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
            <Cell numeric>{figure(item.score, 4)}</Cell>
            <Cell numeric>{figure(item.logprobDifference, 3)}</Cell>
            {maySeeAnswers ? <Cell numeric>{figure(item.mos, 3)}</Cell> : null}
            {replies ? (
              <Cell className="max-w-96 break-words">
                <Reply item={item} />
              </Cell>
            ) : null}
            <Cell>
              {t.has(`outcomes.${item.status}`) ? t(`outcomes.${item.status}`) : item.status}
              {item.error && !replies ? (
                <p className="text-xs text-muted">
                  <ModelText text={item.error} />
                </p>
              ) : null}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Reply({ item: { response, error } }: { item: ItemPreview }) {
  const lists = response === null ? null : readTopLists(response);
  return lists && response ? (
    <MessageList lists={lists} text={response} />
  ) : (
    <ModelText text={response ?? error} />
  );
}

function figure(value: number | null | undefined, digits: number) {
  return value === null || value === undefined ? (
    <span className="hollow" />
  ) : (
    value.toFixed(digits).replace("-", "−")
  );
}
