import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { admissionAction } from "#/features/admin/actions.ts";
import { AdminForm } from "#/features/admin/components/admin-form.tsx";
import { type AdmissionRow, listAdmissions } from "#/features/hidden-keys/queries.ts";

const shown = 200;

export async function HiddenSection() {
  const [t, format, admissions] = await Promise.all([
    getTranslations("admin.hidden"),
    getFormatter(),
    listAdmissions(shown),
  ]);
  return (
    <OverviewTable
      title={t("title")}
      lead={t("lead")}
      empty={t("noAdmissions")}
      rows={admissions}
      keyOf={({ userId, datasetSlug }) => `${userId} ${datasetSlug}`}
      columns={[
        { head: t("account"), cell: ({ user }) => user.email },
        { head: t("dataset"), cell: ({ datasetSlug }) => datasetSlug },
        { head: t("state"), cell: ({ state }) => t(`states.${state}`) },
        { head: t("asked"), cell: ({ askedAt }) => format.dateTime(askedAt, { dateStyle: "medium" }) },
        { head: t("reason"), wide: true, cell: ({ reason }) => reason },
        { head: t("actions"), cell: (row) => <Decisions row={row} /> },
      ]}
    />
  );
}

async function Decisions({ row: { user, datasetSlug, state } }: { row: AdmissionRow }) {
  const t = await getTranslations("admin.hidden");
  const named = { email: user.email, dataset: datasetSlug };
  const verbs =
    state === "asked" ? (["grant", "refuse"] as const) : state === "granted" ? (["revoke"] as const) : [];
  const states = { grant: "granted", refuse: "refused", revoke: "revoked" };
  return (
    <div className="flex flex-wrap gap-2">
      {verbs.map((verb) => (
        <AdminForm
          key={verb}
          action={admissionAction}
          hidden={{ user: user.id, dataset: datasetSlug, state: states[verb] }}
          button={t(verb)}
          label={t(`${verb}Named`, named)}
          tone={verb === "grant" ? "primary" : "danger"}
        />
      ))}
    </div>
  );
}
