"use client";
import { useTranslations } from "next-intl";
import type { RunView } from "#/features/submissions/view.ts";

/** What the questions beside the items said of the endpoint. */
export function RunCanaries({ run: { canaries, status } }: { run: RunView }) {
  const t = useTranslations("submissions.canaries");
  if (!canaries) return null;
  const since = status === "finished" ? "recovered" : "changed";
  return (
    <p className="max-w-[80ch] text-xs text-muted">{t(canaries.changed > 0 ? since : "good", canaries)}</p>
  );
}
