"use client";
import { useTranslations } from "next-intl";
import { Button } from "#/components/ui/button.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { probeAction } from "#/features/submissions/actions.ts";
import { ProbeReportView } from "#/features/submissions/components/form/probe-report-view.tsx";
import { useTypedForm } from "#/features/submissions/components/form/use-typed-form.ts";

/** Tries the endpoint as it is typed now and shows what it can do; nothing is stored. */
export function ProbePanel({ names }: { names: Record<string, string> }) {
  const t = useTranslations("submit.probe");
  const { place, outcome, pending, run } = useTypedForm(probeAction);
  return (
    <div ref={place} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={run} disabled={pending} aria-describedby="probe-hint">
          {t(pending ? "probing" : "button")}
        </Button>
        <p id="probe-hint" className="text-xs text-muted">
          {t("hint")}
        </p>
      </div>
      <div aria-live="polite">
        {outcome === null ? null : "refusal" in outcome ? (
          <Notice tone="attention">{outcome.refusal.join(" ")}</Notice>
        ) : (
          <ProbeReportView probe={outcome.probe} names={names} />
        )}
      </div>
    </div>
  );
}
