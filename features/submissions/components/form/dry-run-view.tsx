"use client";
import { useTranslations } from "next-intl";
import { Notice } from "#/components/ui/notice.tsx";
import { UnreadList } from "#/features/results/components/unread-list.tsx";
import { DryRunItemView } from "#/features/submissions/components/form/dry-run-item-view.tsx";
import { useSentence } from "#/features/submissions/components/use-sentence.ts";
import type { DryRun } from "#/features/submissions/trial/dry-run-outcome.ts";

/** Renders how the endpoint was asked, then its items one under the other. */
export function DryRunView({ dryRun, name }: { dryRun: DryRun; name: string }) {
  const t = useTranslations("submit.dryRun");
  const sentence = useSentence();
  const { items, problem, answers, rung, rungReason, words, seconds, promptVersion, parserVersion } = dryRun;
  const answered = items.filter(({ raw }) => raw !== null).length;
  return (
    <div className="flex flex-col gap-4">
      <Notice
        tone={problem === null && answered === items.length ? "quiet" : "attention"}
        title={t("answered", { dataset: name, answered, items: items.length })}
      >
        {problem ? sentence(problem) : null}{" "}
        {t("effort", { seconds, prompt: promptVersion, parser: parserVersion })}{" "}
        {answers === "hidden" ? t("hidden") : null}
      </Notice>
      {rung ? (
        <p className="text-xs text-muted">
          {t("rung", { rung, words: words?.join(" / ") ?? "–" })} {rungReason ? sentence(rungReason) : null}
        </p>
      ) : null}
      <UnreadList unread={dryRun.unread} />
      <ol className="flex flex-col">
        {items.map((item) => (
          <li key={item.item} className="border-t border-rule py-4">
            <DryRunItemView item={item} />
          </li>
        ))}
      </ol>
    </div>
  );
}
