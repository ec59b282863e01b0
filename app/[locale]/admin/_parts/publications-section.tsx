import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { Input } from "#/components/ui/input.tsx";
import { publicationAction } from "#/features/admin/actions.ts";
import { AdminForm } from "#/features/admin/components/admin-form.tsx";
import {
  type WaitingPublication,
  waitingPublications,
} from "#/features/submissions/publication/waiting-publications.ts";

const shown = 100;

/** Renders figures on hidden answers that wait for an administrator, as they would be published. */
export async function PublicationsSection() {
  const [t, format, waiting] = await Promise.all([
    getTranslations("admin.publications"),
    getFormatter(),
    waitingPublications(shown),
  ]);
  return (
    <OverviewTable
      title={t("title")}
      lead={t("lead")}
      empty={t("none")}
      rows={waiting}
      keyOf={({ entry }) => entry}
      columns={[
        {
          head: t("model"),
          cell: ({ submission, model }) => (
            <Link href={`/submissions/${submission}`} prefetch={false} className="link">
              {model}
            </Link>
          ),
        },
        { head: t("account"), cell: ({ account }) => account },
        { head: t("dataset"), cell: ({ dataset }) => dataset },
        { head: t("asked"), cell: ({ askedAt }) => format.dateTime(askedAt, { dateStyle: "medium" }) },
        { head: t("figures"), wide: true, cell: ({ scores }) => figuresText(scores) },
        {
          head: t("bits"),
          numeric: true,
          cell: ({ bits }) => format.number(bits, { maximumFractionDigits: 1 }),
        },
        { head: t("actions"), cell: (row) => <Decision row={row} /> },
      ]}
    />
  );
}

function figuresText(scores: WaitingPublication["scores"]): string {
  return Object.entries(scores)
    .map(([key, { value }]) => `${key} ${value === null ? "–" : value.toFixed(3)}`)
    .join(", ");
}

async function Decision({ row: { submission, dataset, model } }: { row: WaitingPublication }) {
  const t = await getTranslations("admin.publications");
  const hidden = { submission, dataset };
  return (
    <div className="flex flex-wrap gap-2">
      <AdminForm
        action={publicationAction}
        hidden={{ ...hidden, decision: "approve" }}
        button={t("approve")}
        label={t("approveNamed", { model, dataset })}
        tone="primary"
      />
      <AdminForm
        action={publicationAction}
        hidden={{ ...hidden, decision: "refuse" }}
        button={t("refuse")}
        label={t("refuseNamed", { model, dataset })}
        tone="danger"
      >
        <Input name="reason" maxLength={500} aria-label={t("reason", { model, dataset })} className="w-40" />
      </AdminForm>
    </div>
  );
}
