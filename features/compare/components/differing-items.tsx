import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { ComparedAnswers } from "#/features/compare/compared-answers.ts";
import { compareAddress, discordantPerPage } from "#/features/compare/compared-models.ts";
import { GradedLines } from "#/features/compare/components/graded-lines.tsx";
import { RatedLines } from "#/features/compare/components/rated-lines.tsx";
import type { ComparePage } from "#/features/compare/loaders.ts";
import type { ComparedItem } from "#/features/compare/queries.ts";
import { ItemThumbnail } from "#/features/images/components/item-thumbnail.tsx";

type Props = { page: ComparePage; answers: ComparedAnswers };

/** Only the items that tell the models apart, each with what they answered or were given. */
export async function DifferingItems({ page, answers }: Props) {
  const { dataset, scores } = page;
  const [t, format] = await Promise.all([getTranslations("compare"), getFormatter()]);
  const assessment = scores !== null && taskTraits[scores.task].isRating;
  const heading = answers.kind === "graded" ? "discordant" : assessment ? "farPlaces" : "farPoints";
  return (
    <section className="mt-12 border-t border-rule pt-6">
      <h2 className="mb-3 text-base font-semibold">
        {t(heading)}{" "}
        <span className="font-normal text-muted tabular-nums">{format.number(answers.differing)}</span>
      </h2>
      {answers.differing === 0 ? (
        <p className="text-muted">{t(answers.kind === "graded" ? "noneDiscordant" : "noneFar")}</p>
      ) : null}
      <ul className="grid gap-x-6 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
        {answers.kind === "graded"
          ? answers.items.map((item) => (
              <DifferingItem key={item.number} item={item} dataset={dataset ?? ""}>
                <GradedLines item={item} runs={answers.runs} />
              </DifferingItem>
            ))
          : answers.items.map((item) => (
              <DifferingItem key={item.number} item={item} dataset={dataset ?? ""}>
                <RatedLines item={item} runs={answers.runs} assessment={assessment} />
              </DifferingItem>
            ))}
      </ul>
      <Pages page={page} total={answers.differing} />
    </section>
  );
}

async function Pages({ page: { dataset, models, state }, total }: { page: ComparePage; total: number }) {
  const t = await getTranslations("compare");
  const slugs = models.map(({ slug }) => slug);
  const last = Math.max(1, Math.ceil(total / discordantPerPage));
  if (last === 1) return null;
  return (
    <nav aria-label={t("pages")} className="mt-6 flex items-center gap-3">
      {state.page > 1 ? (
        <ButtonLink href={compareAddress(slugs, dataset, state.page - 1)}>{t("previous")}</ButtonLink>
      ) : null}
      <span className="text-muted tabular-nums">{t("pageOf", { page: state.page, last })}</span>
      {state.page < last ? (
        <ButtonLink href={compareAddress(slugs, dataset, state.page + 1)}>{t("next")}</ButtonLink>
      ) : null}
    </nav>
  );
}

type ItemProps = { item: ComparedItem; dataset: string; children: React.ReactNode };

async function DifferingItem({ item, dataset, children }: ItemProps) {
  const t = await getTranslations("compare");
  return (
    <li className="flex gap-3">
      <ItemThumbnail hash={item.imageHash} missing={t("noImage")} />
      <div className="min-w-0">
        <Link href={`/datasets/${dataset}/items/${item.number}`} prefetch={false} className="link">
          <span className="tabular-nums">#{item.number}</span>{" "}
          <span className="wrap-anywhere">{item.question ?? item.imagePath}</span>
        </Link>
        {children}
      </div>
    </li>
  );
}
