import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ItemThumbnail } from "#/features/images/components/item-thumbnail.tsx";
import { AnswerLine } from "#/features/items/components/answer-line.tsx";
import { DifficultyText } from "#/features/items/components/difficulty-text.tsx";
import type { Difficulty } from "#/features/items/difficulty/solve-rate.ts";
import type { ModelAnswer } from "#/features/items/model-answers.ts";
import type { Dataset, Item } from "#/prisma/generated/client.ts";

type Props = {
  item: Item;
  dataset: Dataset;
  query: string;
  difficulty: Difficulty | undefined;
  /** Of the chosen model, if one is. */
  answer: ModelAnswer | undefined;
  canSeeAnswerKeys: boolean;
};

/** Renders the middle of the picture at its own pixels, never scaled, with what is asked about it. */
export async function ItemTile({ item, dataset, query, difficulty, answer, canSeeAnswerKeys }: Props) {
  const t = await getTranslations("datasets");
  return (
    <li>
      <Link
        href={`/datasets/${dataset.slug}/items/${item.number}${query}`}
        prefetch={false}
        className="group flex gap-3 hover:bg-surface"
      >
        <ItemThumbnail hash={item.imageHash} missing={t("noImage")} />
        <span className="min-w-0 py-0.5">
          <span className="block text-xs text-muted tabular-nums">
            #{item.number} <span className="wrap-anywhere">{item.imagePath}</span>
          </span>
          <span className="line-clamp-3 group-hover:text-accent">
            {item.question ??
              item.reference ??
              (canSeeAnswerKeys && item.mos !== null ? t("mos", { mos: item.mos }) : t("rate"))}
          </span>
          {answer ? <AnswerLine answer={answer} options={item.options} task={dataset.task} /> : null}
          <DifficultyText task={dataset.task} difficulty={difficulty} />
        </span>
      </Link>
    </li>
  );
}
