"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { RunView } from "#/features/submissions/submission-view.ts";

/** Requests that were sent once more, by cause, and pictures that did not go as they are. */
export function RunRetries({ run: { retries, converted } }: { run: RunView }) {
  const t = useTranslations("submissions.repeated");
  const format = useFormatter();
  const causes = Object.entries(retries).sort(([, one], [, other]) => other - one);
  if (causes.length === 0 && converted === 0) return null;
  const list = causes.map(
    ([cause, count]) => `${t.has(`causes.${cause}`) ? t(`causes.${cause}`) : cause} ${format.number(count)}`,
  );
  return (
    <p className="max-w-[80ch] text-xs text-muted">
      {list.length > 0 ? t("line", { causes: list.join(" · ") }) : null}{" "}
      {converted > 0 ? t("converted", { count: converted, figure: format.number(converted) }) : null}
    </p>
  );
}
