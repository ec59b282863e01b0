import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { BlockForm } from "#/features/admin/components/block-form.tsx";
import { QuotaForm } from "#/features/admin/components/quota-form.tsx";
import { listUsers } from "#/features/users/queries.ts";

const shown = 100;

export async function UsersSection() {
  const [t, format, users] = await Promise.all([getTranslations("admin"), getFormatter(), listUsers(shown)]);
  return (
    <OverviewTable
      title={t("users")}
      lead={t("usersLead", { count: shown })}
      rows={users}
      keyOf={({ id }) => id}
      columns={[
        { head: t("email"), cell: ({ email }) => email },
        { head: t("role"), cell: ({ isAdmin }) => (isAdmin ? t("administrator") : null) },
        { head: t("submissions"), numeric: true, cell: ({ submissions }) => submissions },
        { head: t("tokens"), numeric: true, cell: ({ tokens }) => tokens },
        {
          head: t("created"),
          cell: ({ createdAt }) => format.dateTime(createdAt, { dateStyle: "medium" }),
        },
        { head: t("quota"), cell: (user) => (user.isAdmin ? t("unbound") : <QuotaForm user={user} />) },
        { head: t("access"), cell: (user) => <BlockForm user={user} /> },
      ]}
    />
  );
}
