"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Select } from "#/components/ui/input.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { dryRunAction } from "#/features/submissions/actions.ts";
import { DryRunView } from "#/features/submissions/components/form/dry-run-view.tsx";
import { useTypedForm } from "#/features/submissions/components/form/use-typed-form.ts";
import type { DatasetChoice } from "#/features/submissions/loaders.ts";

type Props = { choices: DatasetChoice[]; names: Record<string, string> };

/** Asks the endpoint as it is typed now for eight items of one dataset; nothing is stored. */
export function DryRunPanel({ choices, names }: Props) {
  const t = useTranslations("submit.dryRun");
  const possible = choices.filter(({ problem }) => problem !== "task" && problem !== "images");
  const [dataset, setDataset] = useState(possible[0]?.slug ?? "");
  const { place, outcome, pending, run } = useTypedForm((typed) => dryRunAction(typed, dataset));
  if (possible.length === 0) return null;
  return (
    <div ref={place} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={run} disabled={pending} aria-describedby="dry-run-hint">
          {t(pending ? "running" : "button")}
        </Button>
        <Select
          aria-label={t("dataset")}
          value={dataset}
          onChange={(event) => setDataset(event.target.value)}
          className="max-w-full"
        >
          {possible.map(({ slug }) => (
            <option key={slug} value={slug}>
              {names[slug] ?? slug}
            </option>
          ))}
        </Select>
        <p id="dry-run-hint" className="text-xs text-muted">
          {t("hint")}
        </p>
      </div>
      <div aria-live="polite">
        {outcome === null ? null : "refusal" in outcome ? (
          <Notice tone="attention">{outcome.refusal.join(" ")}</Notice>
        ) : (
          <DryRunView
            dryRun={outcome.dryRun}
            name={names[outcome.dryRun.dataset] ?? outcome.dryRun.dataset}
          />
        )}
      </div>
    </div>
  );
}
