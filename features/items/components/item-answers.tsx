import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import { DifficultyText } from "#/features/items/components/difficulty-text.tsx";
import type { ItemPage } from "#/features/items/loaders.ts";
import type { PublishedAnswer } from "#/features/items/queries.ts";
import { RatingRounds } from "#/features/results/components/rating-rounds.tsx";
import { SentPictures } from "#/features/results/components/sent-pictures.tsx";

const letters = "ABCDEFGHIJ";

/** Renders what every model answered: as it was read, and word for word. */
export async function ItemAnswers({ page: { dataset, item, answers, list } }: { page: ItemPage }) {
  const t = await getTranslations("datasets");
  return (
    <section className="mt-5 border-t border-rule pt-4">
      <h2 className="font-semibold">{t("modelAnswers")}</h2>
      <DifficultyText task={dataset.task} difficulty={list.difficulties.get(item.number)} />
      {answers.length === 0 ? <p className="mt-2 text-muted">{t("noModelAnswers")}</p> : null}
      <ul className="mt-2 space-y-3">
        {answers.map((answer) => (
          <li
            key={answer.runId}
            data-chosen={answer.runId === list.model?.entry.runId || undefined}
            className="data-chosen:border-l-2 data-chosen:border-ink data-chosen:pl-3"
          >
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Link href={`/models/${answer.model.slug}`} prefetch={false} className="link font-medium">
                {answer.model.name}
              </Link>
              <Verdict answer={answer} options={item.options} />
              <SentPictures sent={answer.sent} />
            </p>
            {answer.response === null ? null : (
              <blockquote className="mt-0.5 max-h-60 overflow-y-auto border-l-2 border-rule pl-2 text-muted wrap-anywhere whitespace-pre-line">
                <ModelText text={answer.response} />
              </blockquote>
            )}
            <RatingRounds
              ratings={answer.ratings}
              length={answer.response === null ? null : [...answer.response].length}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type VerdictProps = { answer: PublishedAnswer; options: string[] };

async function Verdict({ answer: { outcome, parsed, askedAs, parsedBy, score }, options }: VerdictProps) {
  const t = await getTranslations("datasets");
  const good = outcome === "correct" || outcome === "answered";
  return (
    <>
      {parsed !== null ? (
        <span title={parsedBy ? t("parsedBy", { method: parsedBy }) : undefined}>
          {askedAs === null
            ? `${letters[parsed]}. ${options[parsed]}`
            : t("askedAs", { option: options[parsed] ?? "", letter: letters[askedAs] ?? "" })}
        </span>
      ) : null}
      {score !== null ? (
        <span className="tabular-nums">{t("score", { score: score.toFixed(3) })}</span>
      ) : null}
      <span className={good ? "text-muted" : "text-warm"}>{t(`outcomes.${outcome}`)}</span>
    </>
  );
}
