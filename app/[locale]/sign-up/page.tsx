import { getTranslations, setRequestLocale } from "next-intl/server";
import { CredentialsPage } from "#/features/users/components/credentials-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("account"))("signUp.title") };
}

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SignUpPage({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  return <CredentialsPage purpose="signUp" search={await searchParams} />;
}
