import { getTranslations, setRequestLocale } from "next-intl/server";
import { CredentialsPage } from "#/features/users/components/credentials-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("account"))("signUp.title") };
}

export default async function SignUpPage({ params, searchParams }: PageProps<"/[locale]/sign-up">) {
  setRequestLocale((await params).locale);
  return <CredentialsPage purpose="signUp" search={await searchParams} />;
}
