import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import { compareAddress, discordantPerPage } from "#/features/compare/compared-models.ts";
import type { ComparedAnswers, ComparedRun, ComparePage } from "#/features/compare/loaders.ts";
import type { ComparedItem } from "#/features/compare/queries.ts";

type Props = { page: ComparePage; answers: ComparedAnswers };

/** Only the items on which the models are not all right or all wrong, each with what they answered. */
export async function DiscordantItems({ page, answers }: Props) {
  const { dataset, models, state } = page;
  const [t, format] = await Promise.all([getTranslations("compare"), getFormatter()]);
  const last = Math.max(1, Math.ceil(answers.discordant / discordantPerPage));
  const slugs = models.map(({ slug }) => slug);
  return (
    <section className="mt-12 border-t border-rule pt-6">
      <h2 className="mb-3 text-base font-semibold">
        {t("discordant")}{" "}
        <span className="font-normal text-muted tabular-nums">{format.number(answers.discordant)}</span>
      </h2>
      {answers.discordant === 0 ? <p className="text-muted">{t("noneDiscordant")}</p> : null}
      <ul className="grid gap-x-6 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
        {answers.items.map((item) => (
          <DiscordantItem key={item.number} item={item} dataset={dataset ?? ""} runs={answers.runs} />
        ))}
      </ul>
      {last > 1 ? (
        <nav aria-label={t("pages")} className="mt-6 flex items-center gap-3">
          {state.page > 1 ? (
            <ButtonLink href={compareAddress(slugs, dataset, state.page - 1)}>{t("previous")}</ButtonLink>
          ) : null}
          <span className="text-muted tabular-nums">{t("pageOf", { page: state.page, last })}</span>
          {state.page < last ? (
            <ButtonLink href={compareAddress(slugs, dataset, state.page + 1)}>{t("next")}</ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </section>
  );
}

type ItemProps = { item: ComparedItem; dataset: string; runs: ComparedRun[] };

async function DiscordantItem({ item, dataset, runs }: ItemProps) {
  const t = await getTranslations("compare");
  return (
    <li className="flex gap-3">
      <span className="block h-24 w-36 flex-none bg-grey-stage">
        {item.imageHash ? (
          // biome-ignore lint/performance/noImgElement: the original bytes, not a re-encoded copy
          <img
            src={`/api/v1/images/${item.imageHash}`}
            alt=""
            loading="lazy"
            className="h-24 w-36 object-none"
          />
        ) : (
          <span className="grid h-full place-items-center px-2 text-center text-xs text-[oklch(0.18_0_0)]">
            {t("noImage")}
          </span>
        )}
      </span>
      <div className="min-w-0">
        <Link href={`/datasets/${dataset}/items/${item.number}`} prefetch={false} className="link">
          <span className="tabular-nums">#{item.number}</span> {item.question}
        </Link>
        <p className="text-xs text-muted">
          {t("keyIs", { answer: item.options[item.correctOption ?? -1] ?? "–" })}
        </p>
        <ul className="mt-1">
          {runs.map((run) => {
            const answer = item.answers.find(({ runId }) => runId === run.runId);
            const right = answer?.outcome === "correct";
            return (
              <li key={run.runId} className="wrap-anywhere">
                <span className="text-muted">{run.name}:</span>{" "}
                {item.options[answer?.parsed ?? -1] ?? t("unread")}{" "}
                <span className={right ? "text-muted" : "text-warm"}>{t(right ? "right" : "wrong")}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </li>
  );
}
