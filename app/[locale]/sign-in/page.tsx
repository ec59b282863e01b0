import { getTranslations, setRequestLocale } from "next-intl/server";
import { CredentialsPage } from "#/features/users/components/credentials-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("account"))("signIn.title") };
}

export default async function SignInPage({ params, searchParams }: PageProps<"/[locale]/sign-in">) {
  setRequestLocale((await params).locale);
  return <CredentialsPage purpose="signIn" search={await searchParams} />;
}
