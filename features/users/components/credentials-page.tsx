import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#/components/ui/client-messages.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { signInAction, signUpAction } from "#/features/users/actions.ts";
import { hasGitHub } from "#/features/users/auth-options.ts";
import { CredentialsForm } from "#/features/users/components/credentials-form.tsx";
import { GitHubButton } from "#/features/users/components/github-button.tsx";
import { currentActor } from "#/features/users/loaders.ts";
import { localPath } from "#/features/users/local-path.ts";

type Props = {
  purpose: "signIn" | "signUp";
  search: Record<string, string | string[] | undefined>;
};

export async function CredentialsPage({ purpose, search }: Props) {
  const asked = search.from ?? search.callbackUrl;
  const from = asked === undefined ? undefined : localPath(asked);
  if (await currentActor()) redirect(from ?? "/account");
  const t = await getTranslations("account");
  const isNew = purpose === "signUp";
  const other = { pathname: isNew ? "/sign-in" : "/sign-up", query: from ? { from } : {} };
  return (
    <Page title={t(`${purpose}.title`)} lead={isNew ? t("signUp.lead") : undefined} wide={false}>
      <div className="flex max-w-sm flex-col gap-5">
        {search.error ? (
          <Notice tone="attention">
            {t(search.error === "CredentialsSignin" ? "wrongCredentials" : "oauthError")}
          </Notice>
        ) : null}
        {hasGitHub() ? (
          <>
            <GitHubButton label={t("github")} from={from ?? "/submissions"} />
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
