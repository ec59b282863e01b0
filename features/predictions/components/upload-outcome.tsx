"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Notice } from "#/components/ui/notice.tsx";
import { ProgressBar } from "#/components/ui/progress-bar.tsx";
import { ReportTable } from "#/features/predictions/components/report-table.tsx";
import type { Refusal } from "#/features/predictions/components/send-file.ts";
import type { UploadState } from "#/features/predictions/components/use-predictions-upload.ts";
import { useRefusalText } from "#/features/predictions/components/use-refusal-text.ts";
import type { CheckReport } from "#/features/predictions/predictions-report.ts";
import { UnreadList } from "#/features/results/components/unread-list.tsx";
import { MatchingList } from "#/features/submissions/components/run/matching-list.tsx";

/** Renders what came of the last press; takes the focus when it changes, so that a reader of any kind gets to it. */
export function UploadOutcome({ state }: { state: UploadState }) {
  const t = useTranslations("predictions");
  const shown = useRef<HTMLDivElement>(null);
  const settled = state.step !== "idle" && state.step !== "sending";
  useEffect(() => {
    if (settled) shown.current?.focus();
  }, [settled]);
  return (
    <div ref={shown} tabIndex={-1} className="outline-none">
      {state.step === "sending" ? <Sending share={state.share} /> : null}
      {state.step === "lost" ? (
        <Notice tone="attention" role="alert">
          {t("lost")}
        </Notice>
      ) : null}
      {state.step === "refused" ? <Refused refusal={state.refusal} /> : null}
      {state.step === "checked" ? <Checked report={state.report} /> : null}
    </div>
  );
}

function Sending({ share }: { share: number }) {
  const t = useTranslations("predictions");
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar label={t("progress")} done={Math.round(share * 100)} total={100} />
      <p role="status" className="text-xs text-muted">
        {t(share < 1 ? "uploading" : "scoring")}
      </p>
    </div>
  );
}

function Refused({ refusal }: { refusal: Refusal }) {
  const t = useTranslations("predictions");
  const say = useRefusalText();
  const problems = refusal.fields?.file ?? [];
  return (
    <Notice tone="attention" role="alert" title={t("refused")}>
      {problems.length === 0 ? <p>{say(refusal, refusal.message)}</p> : null}
      <ul className="flex list-disc flex-col gap-0.5 pl-4 break-words">
        {problems.map((problem) => (
          <li key={problem}>{say(refusal, problem)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Checked({ report }: { report: CheckReport }) {
  const t = useTranslations("predictions");
  const format = useFormatter();
  const { n, total, coverage, repeated, ranked, coarse, values, scores, submissionsLeft } = report;
  const empty = Object.keys(scores).length === 0;
  const notes = [
    repeated > 0 ? t("repeated", { count: repeated }) : null,
    values === "scores" ? t("plainScores") : null,
    ranked || empty ? null : t("notRanked"),
    coarse ? t("coarse") : empty ? t("noAnswers") : null,
    submissionsLeft === null ? null : t("submissionsLeft", { left: submissionsLeft }),
  ].filter((note) => note !== null);
  return (
    <section aria-labelledby="report" className="flex flex-col gap-3 border-t border-rule pt-4">
      <h2 id="report" className="text-base font-semibold">
        {t("reportTitle")}
      </h2>
      <p className="tabular-nums">
        {t("matched", {
          n,
          total,
          coverage: format.number(coverage, { style: "percent", maximumFractionDigits: 2 }),
        })}
      </p>
      <MatchingList matched={report.matched} positionDoubt={doubtOf(report)} />
      {notes.length > 0 ? (
        <ul className="flex list-disc flex-col gap-0.5 pl-4 text-muted">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      <UnreadList unread={report.unread} />
      {empty ? null : <ReportTable report={report} />}
    </section>
  );
}

function doubtOf({ matched }: CheckReport): "no-keys" | undefined {
  return matched.by.position > 0 && matched.keys === null ? "no-keys" : undefined;
}
