import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import { readTopLists } from "#/evaluation/tasks/assessment/request/top-list-text.ts";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import { MessageList } from "#/features/submissions/components/form/message-list.tsx";
import {
  type ItemColumn,
  ItemTable,
  type ItemTableProps,
} from "#/features/submissions/components/run/item-table.tsx";

/** Renders items of a quality dataset: what was predicted beside what people said. */
export async function AssessedTable(props: ItemTableProps) {
  const t = await getTranslations("submissions.items");
  const replies = props.items.some(({ response }) => response !== null);
  const d = <abbr title={t("differenceHint")}>d</abbr>;
  const mos: ItemColumn = { key: "mos", head: "MOS", numeric: true, cell: (item) => figure(item.mos, 3) };
  const reply: ItemColumn = {
    key: "answer",
    head: t("answer"),
    className: "max-w-96 break-words",
    cell: (item) => <Reply item={item} />,
  };
  const columns: ItemColumn[] = [
    { key: "score", head: t("score"), numeric: true, cell: (item) => figure(item.score, 4) },
    { key: "d", head: d, numeric: true, cell: (item) => figure(item.logprobDifference, 3) },
    ...(props.maySeeAnswers ? [mos] : []),
    ...(replies ? [reply] : []),
  ];
  const note = ({ error }: ItemPreview) =>
    error && !replies ? (
      <p className="text-xs text-muted">
        <ModelText text={error} />
      </p>
    ) : null;
  return <ItemTable {...props} columns={columns} note={note} />;
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
