import { getTranslations } from "next-intl/server";
import { Input } from "#/components/ui/input.tsx";
import { blockAction, unblockAction } from "#/features/admin/actions.ts";
import { AdminForm } from "#/features/admin/components/admin-form.tsx";
import type { UserRow } from "#/features/users/queries.ts";

/** Renders the button that blocks an account, or lets it in again, with the reason beside it. */
export async function BlockForm({ user: { email, blockReason } }: { user: UserRow }) {
  const t = await getTranslations("admin");
  const verb = blockReason === null ? "block" : "unblock";
  return (
    <>
      {blockReason === null ? null : (
        <p className="text-warm wrap-anywhere">{t("blocked", { reason: blockReason })}</p>
      )}
      <AdminForm
        action={verb === "block" ? blockAction : unblockAction}
        hidden={{ email }}
        button={t(verb)}
        label={t(`${verb}Of`, { email })}
        saved={t("saved")}
      >
        <Input
          name="reason"
          required
          maxLength={500}
          placeholder={t("reason")}
          aria-label={t("reasonOf", { email })}
          className="w-40"
        />
      </AdminForm>
    </>
  );
}
