"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useSentence } from "#/features/submissions/components/use-sentence.ts";
import type { ErrorGroup } from "#/features/submissions/submission-view.ts";

export function RunErrors({ errors }: { errors: ErrorGroup[] }) {
  const t = useTranslations("submissions");
  const format = useFormatter();
  const sentence = useSentence();
  if (errors.length === 0) return null;
  return (
    <div>
      <h3 className="font-medium">{t("errorsTitle")}</h3>
      <ul className="my-1.5 grid max-w-[80ch] grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {errors.map(({ cause, count }) => (
          <li key={cause} className="col-span-2 grid grid-cols-subgrid">
            <span className="figures text-warm">{t("times", { count: format.number(count) })}</span>
            <span className="min-w-0 break-words">{sentence(cause)}</span>
          </li>
        ))}
      </ul>
      <p className="max-w-[80ch] text-xs text-muted">{t("errorsHint")}</p>
    </div>
  );
}
