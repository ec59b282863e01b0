import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import { judgedCharacters } from "#/evaluation/tasks/description/answer-as-data.ts";
import type { AspectRatings } from "#/features/results/item-preview.ts";

type Props = { ratings: readonly AspectRatings[]; length: number | null };

/** Renders what the judge made of one answer: every round, how far they agree, its own words, and the answer's length. */
export async function RatingRounds({ ratings, length }: Props) {
  const t = await getTranslations("judge");
  if (ratings.length === 0) return null;
  const hasInvalid = ratings.some(({ rounds }) => rounds.includes(null));
  return (
    <div className="mt-1 text-xs">
      <dl className="grid grid-cols-[auto_auto_1fr] items-baseline gap-x-3 gap-y-0.5 tabular-nums">
        {ratings.map(({ aspect, score, rounds, agreement }) => (
          <div key={aspect} className="contents">
            <dt>{t(`aspects.${aspect}`)}</dt>
            <dd className="font-medium">{score === null ? "–" : score.toFixed(1)}</dd>
            <dd className="text-muted">
              {t("rounds", { rounds: rounds.map((rating) => rating ?? "×").join(" ") })}
              {agreement === null ? "" : ` · ${t("agreement", { share: (agreement * 100).toFixed(0) })}`}
            </dd>
          </div>
        ))}
      </dl>
      {hasInvalid ? <p className="text-warm">{t("invalid")}</p> : null}
      {length === null ? null : (
        <p className="text-muted" title={t("lengthHint")}>
          {t("length", { count: length })}
          {length > judgedCharacters ? ` · ${t("cut", { count: String(judgedCharacters) })}` : ""}
        </p>
      )}
      <JudgeWords ratings={ratings} />
    </div>
  );
}

async function JudgeWords({ ratings }: Pick<Props, "ratings">) {
  const t = await getTranslations("judge");
  if (ratings.every(({ replies }) => replies.every((reply) => reply === null))) {
    return <p className="text-muted">{t("noCall")}</p>;
  }
  return (
    <details className="mt-0.5">
      <summary className="link w-fit cursor-pointer">{t("words")}</summary>
      {ratings.map(({ aspect, replies }) => (
        <section key={aspect} className="mt-1.5">
          <h4 className="font-medium">{t(`aspects.${aspect}`)}</h4>
          <ol className="space-y-0.5">
            {replies.map((reply, round) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a round is its place
              <li key={round} className="flex gap-2">
                <span className="flex-none text-muted">{t("round", { round: String(round + 1) })}</span>
                <span className="min-w-0 wrap-anywhere whitespace-pre-line">
                  <ModelText text={reply ?? t("noCall")} />
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </details>
  );
}
