import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { signInAction, signUpAction } from "#/features/users/actions.ts";
import { CredentialsForm } from "#/features/users/components/credentials-form.tsx";
import { ProviderButton } from "#/features/users/components/provider-button.tsx";
import { currentActor } from "#/features/users/loaders.ts";
import { localPath } from "#/features/users/local-path.ts";
import { signInProviders } from "#/features/users/sign-in-providers.ts";
import { env } from "#/lib/env.ts";
import { ClientMessages } from "#/lib/i18n/client-messages.tsx";

type Props = {
  purpose: "signIn" | "signUp";
  search: Record<string, string | string[] | undefined>;
};

const refusals = new Map<unknown, "wrongCredentials" | "accountExists" | "emailNotVerified">([
  ["CredentialsSignin", "wrongCredentials"],
  ["OAuthAccountNotLinked", "accountExists"],
  ["EmailNotVerified", "emailNotVerified"],
]);

export async function CredentialsPage({ purpose, search }: Props) {
  const asked = search.from ?? search.callbackUrl;
  const from = asked === undefined ? undefined : localPath(asked, "/submissions", env().NEXTAUTH_URL);
  // Somebody signed in is here to sign in again, or to read why a provider refused.
  const stays = search.fresh !== undefined || search.error !== undefined;
  if (!stays && (await currentActor())) redirect(from ?? "/account");
  const t = await getTranslations("account");
  const providers = signInProviders();
  const isNew = purpose === "signUp";
  const other = { pathname: isNew ? "/sign-in" : "/sign-up", query: from ? { from } : {} };
  return (
    <Page title={t(`${purpose}.title`)} lead={isNew ? t("signUp.lead") : undefined} wide={false}>
      <div className="flex max-w-sm flex-col gap-5">
        {search.error ? (
          <Notice tone="attention">{t(refusals.get(search.error) ?? "providerError")}</Notice>
        ) : null}
        {providers.length > 0 ? (
          <>
            <div className="flex flex-col gap-2">
              {providers.map(({ id, name }) => (
                <ProviderButton
                  key={id}
                  provider={id}
                  label={t("continueWith", { provider: name })}
                  from={from ?? "/submissions"}
                />
              ))}
            </div>
            <p className="text-center text-xs text-muted">{t("or")}</p>
          </>
        ) : null}
        <ClientMessages namespaces={["account"]}>
          <CredentialsForm purpose={purpose} action={isNew ? signUpAction : signInAction} from={from} />
        </ClientMessages>
        <p className="text-muted">
          {t(`${purpose}.other`)}{" "}
          <Link href={other} className="link">
            {t(`${purpose}.otherLink`)}
          </Link>
        </p>
      </div>
    </Page>
  );
}
