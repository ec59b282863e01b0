import { useTranslations } from "next-intl";
import type { RunView } from "#/features/submissions/submission-view.ts";

type Props = { run: RunView; sentence: (text: string) => string };

/** Renders how much of the assessment task the endpoint gave, with what it was asked, and why no better. */
export function ScoringModeLine({ run, sentence }: Props) {
  const t = useTranslations("submissions.rung");
  if (!run.rung || !run.rungReason) return null;
  const censored = run.scores.censored?.value ?? null;
  const facts = [
    t(`labels.${run.rung}`),
    run.words ? t("words", { better: run.words[0], worse: run.words[1] }) : null,
    run.topK ? t("top", { count: run.topK }) : null,
    censored === null ? null : t("censored", { share: (100 * censored).toFixed(1) }),
  ].filter(Boolean);
  return (
    <p className="max-w-prose">
      <span className="font-medium">{t("title", { rung: run.rung })}</span>{" "}
      <span className="tabular-nums">{facts.join(" · ")}</span>
      <span className="block text-xs text-muted">{sentence(run.rungReason)}</span>
    </p>
  );
}
