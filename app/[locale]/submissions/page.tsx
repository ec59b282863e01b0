import { getTranslations, setRequestLocale } from "next-intl/server";
import { Page } from "#/components/ui/page.tsx";
import { SubmissionList } from "#/features/submissions/components/submission-list.tsx";
import { datasetNames, loadOwnSubmissions } from "#/features/submissions/loaders.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("submissions"))("title") };
}

type Props = { params: Promise<{ locale: string }> };

export default async function SubmissionsPage({ params }: Props) {
  setRequestLocale((await params).locale);
  const submissions = await loadOwnSubmissions();
  const [t, names] = await Promise.all([
    getTranslations("submissions"),
    datasetNames(submissions.flatMap(({ datasets }) => datasets)),
  ]);
  return (
    <Page title={t("title")}>
      <SubmissionList submissions={submissions} datasetNames={names} />
    </Page>
  );
}
