import { getFormatter, getTranslations } from "next-intl/server";
import type { User } from "#/features/access/actor.ts";
import { loadQuotas, type OwnQuotas } from "#/features/account/loaders.ts";
import type { Quota } from "#/features/quotas/queries.ts";

/** Renders what the user may still submit today, and when more is free where nothing is left. */
export async function QuotaLines({ user }: { user: User }) {
  const quotas = await loadQuotas(user);
  return quotas ? <Lines quotas={quotas} /> : null;
}

async function Lines({ quotas: { submissions, hidden } }: { quotas: OwnQuotas }) {
  const [t, names, format] = await Promise.all([
    getTranslations("account.quotas"),
    getTranslations("common.datasets"),
    getFormatter(),
  ]);
  const words = ({ left, limit, nextAt }: Quota) =>
    nextAt
      ? t("none", { limit, at: format.dateTime(nextAt, { dateStyle: "medium", timeStyle: "short" }) })
      : t("left", { left, limit });
  const lines = [
    { key: "", label: t("submissions"), quota: submissions },
    ...hidden.map(({ slug, quota }) => ({
      key: slug,
      label: t("hidden", { dataset: names.has(slug) ? names(slug) : slug }),
      quota,
    })),
  ];
  return (
    <dl className="grid sm:grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-muted">
      {lines.map(({ key, label, quota }) => (
        <div key={key} className="contents">
          <dt>{label}</dt>
          <dd className="whitespace-nowrap tabular-nums max-sm:mb-1">{words(quota)}</dd>
        </div>
      ))}
    </dl>
  );
}
