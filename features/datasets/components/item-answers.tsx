import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ItemPage } from "#/features/datasets/loaders.ts";
import type { PublishedAnswer } from "#/features/datasets/queries.ts";
import { RatingRounds } from "#/features/judge/components/rating-rounds.tsx";

const letters = "ABCDEFGHIJ";

export async function ItemAnswers({ page: { answers } }: { page: ItemPage }) {
  const t = await getTranslations("datasets");
  return (
    <section className="mt-5 border-t border-rule pt-4">
      <h2 className="mb-2 font-semibold">{t("modelAnswers")}</h2>
      {answers.length === 0 ? <p className="text-muted">{t("noModelAnswers")}</p> : null}
      <ul className="space-y-3">
        {answers.map((answer, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a model may have answered in several runs
          <li key={index}>
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Link href={`/models/${answer.model.slug}`} prefetch={false} className="link font-medium">
                {answer.model.name}
              </Link>
              <Verdict answer={answer} />
            </p>
            {answer.response && answer.response.trim() !== letters[answer.parsed ?? -1] ? (
              <blockquote className="mt-0.5 max-h-60 overflow-y-auto border-l-2 border-rule pl-2 text-muted wrap-anywhere whitespace-pre-line">
                {answer.response}
              </blockquote>
            ) : null}
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

async function Verdict({ answer: { outcome, parsed, parsedBy, score } }: { answer: PublishedAnswer }) {
  const t = await getTranslations("datasets");
  const good = outcome === "correct" || outcome === "answered";
  return (
    <>
      {parsed !== null ? (
        <span title={parsedBy ? t("parsedBy", { method: parsedBy }) : undefined}>{letters[parsed]}</span>
      ) : null}
      {score !== null ? (
        <span className="tabular-nums">{t("score", { score: score.toFixed(3) })}</span>
      ) : null}
      <span className={good ? "text-muted" : "text-warm"}>{t(`outcomes.${outcome}`)}</span>
    </>
  );
}
