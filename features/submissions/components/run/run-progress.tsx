"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "#/components/ui/notice.tsx";
import { ProgressBar } from "#/components/ui/progress-bar.tsx";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { reasonIn } from "#/features/runs/pauses/reason-in.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { LastAnswers } from "#/features/submissions/components/run/last-answers.tsx";
import { MatchingList } from "#/features/submissions/components/run/matching-list.tsx";
import { RunDriftChecks } from "#/features/submissions/components/run/run-drift-checks.tsx";
import { RunErrors } from "#/features/submissions/components/run/run-errors.tsx";
import { RunRetries } from "#/features/submissions/components/run/run-retries.tsx";
import { ScoringModeLine } from "#/features/submissions/components/run/scoring-mode-line.tsx";
import { StatusMark } from "#/features/submissions/components/status-mark.tsx";
import { useSentence } from "#/features/submissions/components/use-sentence.ts";
import type { RunView, SubmissionView } from "#/features/submissions/submission-view.ts";

type Props = { run: RunView; name: string; kind: SubmissionView["kind"] };

export function RunProgress({ run, name, kind }: Props) {
  const t = useTranslations("submissions");
  const format = useFormatter();
  const sentence = useSentence();
  const counts = {
    done: run.done,
    missing: run.missing,
    left: run.total - run.done - run.missing,
    all: run.total,
  };
  return (
    <section className="flex flex-col gap-3 border-t border-rule py-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-base font-semibold">{name}</h2>
        <StatusMark status={run.status} />
      </div>
      <ProgressBar
        label={t("progressOf", { dataset: name })}
        done={run.done}
        missing={run.missing}
        total={run.total}
      />
      <ul className="flex flex-wrap gap-x-5 gap-y-1 tabular-nums">
        {(["done", "missing", "left", "all"] as const).map((key) => (
          <li key={key} className={key === "missing" && run.missing > 0 ? "text-warm" : undefined}>
            {t(`counts.${key}`, { count: format.number(counts[key]) })}
          </li>
        ))}
        <Pace run={run} />
      </ul>
      {taskTraits[run.task].needsJudge && run.judgements?.some(({ isOpen }) => isOpen) ? (
        <ul className="text-muted tabular-nums">
          {run.judgements
            .filter(({ isOpen }) => isOpen)
            .map(({ judge, model, judged }) => (
              <li key={judge} title={judge}>
                {t("judging", { judge: model, judged: format.number(judged), all: format.number(run.total) })}
              </li>
            ))}
        </ul>
      ) : null}
      {run.reason ? (
        <Notice tone="attention" role="status">
          {reasonIn(run, (key) => t(`reasons.${key}`), sentence)}{" "}
          {run.resumeAt
            ? t("resumesAt", {
                time: format.dateTime(new Date(run.resumeAt), {
                  hour: "2-digit",
                  minute: "2-digit",
                  timeZoneName: "short",
                }),
              })
            : null}
        </Notice>
      ) : null}
      <ScoringModeLine run={run} sentence={sentence} />
      <MatchingList matched={run.matched} positionDoubt={run.positionDoubt} />
      <RunErrors errors={run.errors} />
      <RunRetries run={run} />
      {kind === "endpoint" ? <RunDriftChecks run={run} /> : null}
      {isActive(run.status) ? <LastAnswers items={run.lastItems} /> : null}
    </section>
  );
}

function Pace({ run }: { run: RunView }) {
  const t = useTranslations("submissions");
  const format = useFormatter();
  if (run.coverage !== null) {
    return <li className="text-muted">{t("coverage", { share: (run.coverage * 100).toFixed(1) })}</li>;
  }
  const left = run.secondsLeft === null ? null : duration(run.secondsLeft);
  return (
    <>
      {run.ratePerSecond === null ? null : (
        <li className="text-muted">
          {t("rate", { rate: format.number(run.ratePerSecond, { maximumSignificantDigits: 2 }) })}
        </li>
      )}
      {left === null ? null : (
        <li className="text-muted">
          {t("secondsLeft", { time: t(`time.${left.unit}`, { count: left.count }) })}
        </li>
      )}
    </>
  );
}

function duration(seconds: number): { unit: "seconds" | "minutes" | "hours"; count: number } {
  if (seconds < 90) return { unit: "seconds", count: Math.max(1, Math.round(seconds)) };
  if (seconds < 90 * 60) return { unit: "minutes", count: Math.round(seconds / 60) };
  return { unit: "hours", count: Math.round(seconds / 3600) };
}
