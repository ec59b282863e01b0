"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "#/components/ui/notice.tsx";
import { RunProgress } from "#/features/submissions/components/run/run-progress.tsx";
import { StatusMark } from "#/features/submissions/components/status-mark.tsx";
import { SubmissionActions } from "#/features/submissions/components/submission-actions.tsx";
import { useLiveSubmission } from "#/features/submissions/components/use-live-submission.ts";
import type { SubmissionView } from "#/features/submissions/submission-view.ts";

type Props = { submission: SubmissionView; datasetNames: Record<string, string> };

export function SubmissionLive({ submission, datasetNames }: Props) {
  const t = useTranslations("submissions");
  const { view, live } = useLiveSubmission(submission);
  return (
    <div className="flex flex-col gap-4">
      <Facts view={view} />
      {view.lockReason === null ? null : (
        <Notice tone="attention">{t("locked", { reason: view.lockReason })}</Notice>
      )}
      {live ? null : <Notice role="status">{t("liveLost")}</Notice>}
      <SubmissionActions view={view} />
      <div>
        {view.runs.map((run) => (
          <RunProgress
            key={run.dataset}
            run={run}
            name={datasetNames[run.dataset] ?? run.dataset}
            kind={view.kind}
          />
        ))}
      </div>
    </div>
  );
}

function Facts({ view }: { view: SubmissionView }) {
  const t = useTranslations("submissions");
  const format = useFormatter();
  const day = (iso: string) => format.dateTime(new Date(iso), { dateStyle: "medium" });
  const { endpoint } = view;
  return (
    <div className="flex flex-col gap-1 text-muted">
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <span className="font-medium text-ink">
          <StatusMark status={view.status} />
        </span>
        <span className="wrap-anywhere">{t("submittedBy", { name: view.submittedBy })}</span>
        <span>{t("submittedOn", { date: day(view.createdAt) })}</span>
        <span>
          {view.publishedAt ? t("publishedNote", { date: day(view.publishedAt) }) : t("privateNote")}
        </span>
      </p>
      {endpoint ? (
        <p className="break-words">
          {t("endpoint", {
            model: endpoint.model,
            url: endpoint.baseUrl,
            concurrency: endpoint.concurrency,
          })}{" "}
          · {t(endpoint.keyStored ? "keyStored" : "keyErased")}
        </p>
      ) : null}
    </div>
  );
}
