import { randomUUID } from "node:crypto";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Page } from "#/components/ui/page.tsx";
import { QuotaLines } from "#/features/account/components/quota-lines.tsx";
import { loadJudgePrice } from "#/features/judging/loaders.ts";
import { SubmitForm } from "#/features/submissions/components/form/submit-form.tsx";
import { datasetChoices, datasetNames } from "#/features/submissions/loaders.ts";
import { requireUser } from "#/features/users/loaders.ts";
import { ClientMessages } from "#/lib/i18n/client-messages.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("submit"))("title") };
}

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SubmitPage({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  const asked = [(await searchParams).dataset].flat();
  const user = await requireUser("/submit");
  const [t, choices, judgePrice] = await Promise.all([
    getTranslations("submit"),
    datasetChoices(user),
    loadJudgePrice(),
  ]);
  const names = await datasetNames(choices.map(({ slug }) => slug));
  const chosen = choices.filter(({ slug, problem }) => problem === null && asked.includes(slug));
  return (
    <Page title={t("title")} lead={t("lead")} wide={false}>
      <p className="mb-6">
        {t("answersThere")}{" "}
        <Link href="/submit/predictions" className="link">
          {t("uploadInstead")}
        </Link>
      </p>
      <div className="mb-6">
        <QuotaLines user={user} />
      </div>
      <ClientMessages namespaces={["submit", "common"]}>
        <SubmitForm
          choices={choices}
          names={names}
          chosen={chosen.map(({ slug }) => slug)}
          judgePrice={judgePrice}
          idempotencyKey={randomUUID()}
        />
      </ClientMessages>
    </Page>
  );
}
