"use client";
import { useTranslations } from "next-intl";
import { driftCheckEvery } from "#/features/runs/drift/plan-drift-checks.ts";
import type { RunView } from "#/features/submissions/submission-view.ts";

/** Renders what the questions beside the items said of the endpoint. */
export function RunDriftChecks({ run: { canaries: driftChecks, status, total } }: { run: RunView }) {
  const t = useTranslations("submissions.canaries");
  if (!driftChecks && total > driftCheckEvery) return null;
  const since = status === "finished" ? "recovered" : "changed";
  return (
    <p className="max-w-[80ch] text-xs text-muted">
      {driftChecks
        ? t(driftChecks.changed > 0 ? since : "good", driftChecks)
        : t("none", { every: driftCheckEvery })}
    </p>
  );
}
