import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { auditLog } from "#/features/access/queries.ts";
import { type AuditVerb, auditVerbs } from "#/features/access/record-audit.ts";

const shown = 50;

export async function AuditSection() {
  const [t, format, entries] = await Promise.all([
    getTranslations("admin"),
    getFormatter(),
    auditLog({ limit: shown }),
  ]);
  const verbText = (verb: string) => (isKnown(verb) ? t(`verbs.${verb}`) : verb);
  return (
    <OverviewTable
      title={t("audit")}
      lead={t("auditLead", { count: shown })}
      empty={t("noAudit")}
      rows={entries}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("when"),
          cell: ({ at }) => format.dateTime(at, { dateStyle: "medium", timeStyle: "medium" }),
        },
        { head: t("who"), cell: ({ actor }) => actor },
        { head: t("verb"), cell: ({ verb }) => verbText(verb) },
        { head: t("subject"), wide: true, cell: ({ subject }) => subject },
        { head: t("detail"), wide: true, cell: ({ detail }) => detailText(detail) },
        { head: t("address"), cell: ({ address }) => address },
      ]}
    />
  );
}

function isKnown(verb: string): verb is AuditVerb {
  return (auditVerbs as readonly string[]).includes(verb);
}

function detailText(detail: unknown): string {
  return Object.entries(Object(detail))
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
}
