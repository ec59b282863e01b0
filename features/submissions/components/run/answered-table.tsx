import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import {
  type ItemColumn,
  ItemTable,
  type ItemTableProps,
} from "#/features/submissions/components/run/item-table.tsx";

/** Renders items of a perception dataset: what was asked with which options, and what the model chose. */
export async function AnsweredTable(props: ItemTableProps) {
  const t = await getTranslations("submissions.items");
  const columns: ItemColumn[] = [
    {
      key: "question",
      head: t("question"),
      className: "min-w-64",
      cell: ({ question, options, correctAnswer }) => (
        <>
          <p>{question}</p>
          <p className="text-xs text-muted">{options.join(" / ")}</p>
          {correctAnswer ? (
            <p className="text-xs text-muted">{t("correctAnswer", { answer: correctAnswer })}</p>
          ) : null}
        </>
      ),
    },
    {
      key: "answer",
      head: t("answer"),
      className: "max-w-96 min-w-48 break-words",
      cell: ({ response, error, parsed }) => (
        <>
          <p className="line-clamp-4 whitespace-pre-wrap">
            <ModelText text={response ?? error} />
          </p>
          {parsed && parsed !== response ? (
            <p className="text-xs text-muted">{t("parsedAs", { answer: parsed })}</p>
          ) : null}
        </>
      ),
    },
  ];
  return <ItemTable {...props} columns={columns} />;
}
