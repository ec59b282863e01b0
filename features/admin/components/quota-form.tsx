import { getTranslations } from "next-intl/server";
import { Input } from "#/components/ui/input.tsx";
import { quotaAction } from "#/features/admin/actions.ts";
import { AdminForm } from "#/features/admin/components/admin-form.tsx";
import { boardQuotas } from "#/features/quotas/board-quotas.ts";
import type { UserRow } from "#/features/users/queries.ts";

const counts = ["submissionsADay", "hiddenSubmissionsADay"] as const;

/** Renders what one user has in 24 hours; an empty field gives back the board's own quota. */
export async function QuotaForm({ user }: { user: UserRow }) {
  const t = await getTranslations("admin");
  return (
    <AdminForm
      action={quotaAction}
      hidden={{ user: user.id }}
      button={t("save")}
      label={t("saveQuotaOf", { email: user.email })}
      saved={t("saved")}
    >
      {counts.map((name) => (
        <Input
          key={name}
          name={name}
          type="number"
          min={0}
          defaultValue={user[name] ?? ""}
          placeholder={String(boardQuotas[name])}
          aria-label={t(`${name}Of`, { email: user.email })}
          title={t(name)}
          className="w-24"
        />
      ))}
    </AdminForm>
  );
}
