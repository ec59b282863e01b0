import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Button, ButtonLink } from "#/components/ui/button.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { QuotaLines } from "#/features/account/components/quota-lines.tsx";
import { TokenForm } from "#/features/tokens/components/token-form.tsx";
import { TokenTable } from "#/features/tokens/components/token-table.tsx";
import { listTokens } from "#/features/tokens/queries.ts";
import { scopesFor } from "#/features/tokens/scopes.ts";
import { signOutAction } from "#/features/users/actions.ts";
import { DisplayNameForm } from "#/features/users/components/display-name-form.tsx";
import { PasswordForm } from "#/features/users/components/password-form.tsx";
import { displayName } from "#/features/users/display-name.ts";
import { freshMinutes, freshSignIn, isFresh } from "#/features/users/fresh-session.ts";
import { currentSession, requireUser } from "#/features/users/loaders.ts";
import { userById } from "#/features/users/queries.ts";
import { ClientMessages } from "#/lib/i18n/client-messages.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("account"))("title") };
}

type Props = { params: Promise<{ locale: string }> };

export default async function AccountPage({ params }: Props) {
  setRequestLocale((await params).locale);
  const user = await requireUser("/account");
  const [t, tokens, row, session] = await Promise.all([
    getTranslations("account"),
    listTokens(user),
    userById(user.id),
    currentSession(),
  ]);
  const hasPassword = row?.passwordHash != null;
  const maySetPassword = hasPassword || (session !== null && isFresh(session.beganAt));
  return (
    <Page title={t("title")} wide={false}>
      <div className="mb-8 flex flex-wrap items-center justify-between gap-3">
        <p>
          {t("signedInAs", { email: user.email })}{" "}
          {user.isAdmin ? (
            <>
              {t("administrator")}{" "}
              <Link href="/admin" className="link">
                {t("adminLink")}
              </Link>
            </>
          ) : null}
        </p>
        <div className="flex gap-2">
          <ButtonLink href="/submissions">{t("submissions")}</ButtonLink>
          <form action={signOutAction}>
            <Button type="submit">{t("signOut")}</Button>
          </form>
        </div>
      </div>
      <ClientMessages namespaces={["account"]}>
        {user.isAdmin ? null : (
          <section className="mb-10 flex flex-col gap-4">
            <h2 className="text-base font-semibold">{t("quotas.title")}</h2>
            <p className="prose-measure text-muted">{t("quotas.lead")}</p>
            <QuotaLines user={user} />
          </section>
        )}
        <section className="mb-10 flex flex-col gap-4">
          <h2 className="text-base font-semibold">{t("tokens.title")}</h2>
          <p className="prose-measure text-muted">
            {t.rich("tokens.lead", {
              code: (chunks) => <code className="font-mono text-xs">{chunks}</code>,
              api: (chunks) => (
                <Link href="/docs/api" className="link">
                  {chunks}
                </Link>
              ),
            })}
          </p>
          <TokenTable tokens={tokens} />
          <TokenForm scopes={scopesFor(user)} />
        </section>
        <section className="mb-10 flex flex-col gap-4">
          <h2 className="text-base font-semibold">{t("nameTitle")}</h2>
          <DisplayNameForm
            name={row?.name?.includes("@") ? "" : (row?.name ?? "")}
            shown={displayName({ id: user.id, name: null })}
          />
        </section>
        <section className="flex flex-col gap-4">
          <h2 className="text-base font-semibold">{t(hasPassword ? "passwordTitle" : "passwordFirst")}</h2>
          <p className="text-muted">{t("passwordLead")}</p>
          {maySetPassword ? (
            <PasswordForm hasPassword={hasPassword} email={user.email} />
          ) : (
            <Notice>
              {t.rich("passwordFresh", {
                minutes: freshMinutes,
                again: (chunks) => (
                  <Link href={freshSignIn} className="link">
                    {chunks}
                  </Link>
                ),
              })}
            </Notice>
          )}
        </section>
      </ClientMessages>
    </Page>
  );
}
