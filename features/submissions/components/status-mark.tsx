"use client";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { SubmissionStatus } from "#/features/submissions/submission-view.ts";

/** Renders a word with a small mark: filled when it moves or is done, hollow when it waits, warm when it needs attention. */
export function StatusMark({ status }: { status: SubmissionStatus }) {
  const t = useTranslations("submissions.statuses");
  const needsAttention = status === "paused" || status === "failed";
  return (
    <span
      className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap", needsAttention && "text-warm")}
    >
      <span
        aria-hidden="true"
        className={clsx(
          "size-2 rounded-full border border-current",
          (status === "running" || status === "finished" || status === "failed") && "bg-current",
        )}
      />
      {t(status)}
    </span>
  );
}
