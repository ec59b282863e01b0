import { getFormatter, getTranslations } from "next-intl/server";
import type { LedgerEntry } from "#/prisma/generated/client.ts";

export async function LedgerLines({ lines }: { lines: LedgerEntry[] }) {
  const [t, names, format] = await Promise.all([
    getTranslations("home"),
    getTranslations("common.datasets"),
    getFormatter(),
  ]);
  if (lines.length === 0) return null;
  return (
    <section className="mt-12">
      <h2 className="mb-2 text-base font-semibold">{t("changed")}</h2>
      <ul>
        {lines.map(({ id, at, verb, subject }) => (
          <li key={id} className="flex gap-4 py-0.5">
            <time
              dateTime={at.toISOString()}
              className="w-32 flex-none whitespace-nowrap text-muted tabular-nums"
            >
              {format.dateTime(at, { dateStyle: "medium" })}
            </time>
            <span className="wrap-anywhere">
              {t.has(`verbs.${verb}`)
                ? t(`verbs.${verb}`, { subject: names.has(subject) ? names(subject) : subject })
                : `${verb} ${subject}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
