import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import { RatingRounds } from "#/features/results/components/rating-rounds.tsx";
import {
  type ItemColumn,
  ItemTable,
  type ItemTableProps,
} from "#/features/submissions/components/run/item-table.tsx";

/** Renders items of a description dataset: what the model wrote, what people wrote, and what the judge made of it. */
export async function DescribedTable(props: ItemTableProps) {
  const t = await getTranslations("submissions.items");
  const description: ItemColumn = {
    key: "description",
    head: t("description"),
    className: "max-w-96 min-w-64 break-words",
    cell: ({ response, error }) => (
      <p className="line-clamp-6 whitespace-pre-wrap">
        <ModelText text={response ?? error} />
      </p>
    ),
  };
  const answers: ItemColumn[] = [
    {
      key: "reference",
      head: t("reference"),
      className: "max-w-96 min-w-64 break-words text-muted",
      cell: ({ reference }) => reference,
    },
    {
      key: "ratings",
      head: t("ratings"),
      className: "min-w-72",
      cell: ({ ratings, responseLength }) => <RatingRounds ratings={ratings ?? []} length={responseLength} />,
    },
  ];
  return <ItemTable {...props} columns={[description, ...(props.maySeeAnswers ? answers : [])]} />;
}
