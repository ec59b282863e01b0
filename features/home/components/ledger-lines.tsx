import Link from "next/link";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ChangedLine } from "#/features/home/loaders.ts";

export async function LedgerLines({ lines }: { lines: ChangedLine[] }) {
  const [t, format] = await Promise.all([getTranslations("home"), getFormatter()]);
  if (lines.length === 0) return null;
  return (
    <section className="min-w-0">
      <h2 className="mb-2 text-base font-semibold">{t("changed")}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line.id} className="flex gap-4 py-1">
            <time
              dateTime={line.at.toISOString()}
              className="w-28 flex-none whitespace-nowrap text-muted tabular-nums"
            >
              {format.dateTime(line.at, { dateStyle: "medium" })}
            </time>
            <span className="min-w-0 wrap-anywhere">
              <LineText line={line} />
              {line.by === null ? null : <span className="text-muted"> {t("by", { name: line.by })}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function LineText({ line: { verb, subject, model, datasets, counts } }: { line: ChangedLine }) {
  const [t, names, format, locale] = await Promise.all([
    getTranslations("home"),
    getTranslations("common.datasets"),
    getFormatter(),
    getLocale(),
  ]);
  if (!t.has(`verbs.${verb}`)) return `${verb} ${subject}`;
  const named = datasets.map((slug) => (names.has(slug) ? names(slug) : slug));
  const shown: ReactNode = model?.isPublic ? (
    <Link key={model.slug} href={`/models/${model.slug}`} prefetch={false} className="link">
      {model.name}
    </Link>
  ) : (
    (model?.name ?? subject)
  );
  const values = { version: 1, items: 0, added: 0, changed: 0, removed: 0, ...counts };
  const listed = locale === "zh-CN" ? named.map((name) => `“${name}”`).join("、") : format.list(named);
  return t.rich(`verbs.${verb}`, { ...values, model: () => shown, datasets: listed });
}
