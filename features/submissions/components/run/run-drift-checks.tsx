"use client";
import { useTranslations } from "next-intl";
import { canaryEvery } from "#/features/runs/drift/plan-drift-checks.ts";
import type { RunView } from "#/features/submissions/submission-view.ts";

/** What the questions beside the items said of the endpoint. */
export function RunCanaries({ run: { canaries, status, total } }: { run: RunView }) {
  const t = useTranslations("submissions.canaries");
  if (!canaries && total > canaryEvery) return null;
  const since = status === "finished" ? "recovered" : "changed";
  return (
    <p className="max-w-[80ch] text-xs text-muted">
      {canaries ? t(canaries.changed > 0 ? since : "good", canaries) : t("none", { every: canaryEvery })}
    </p>
  );
}
