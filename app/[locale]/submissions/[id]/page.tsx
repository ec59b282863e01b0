import { setRequestLocale } from "next-intl/server";
import { Page } from "#/components/ui/page.tsx";
import { RunResults } from "#/features/submissions/components/run/run-results.tsx";
import { SubmissionLive } from "#/features/submissions/components/submission-live.tsx";
import { datasetNames, loadResults, loadSubmission } from "#/features/submissions/loaders.ts";
import { ClientMessages } from "#/lib/i18n/client-messages.tsx";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: (await loadSubmission((await params).id)).model.name };
}

export default async function SubmissionPage({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  const submission = await loadSubmission(id);
  const [results, names] = await Promise.all([
    loadResults(submission),
    datasetNames(submission.runs.map(({ dataset }) => dataset)),
  ]);
  return (
    <Page title={submission.model.name} aside={submission.model.organization}>
      <ClientMessages namespaces={["submissions"]}>
        <SubmissionLive submission={submission} datasetNames={names} />
        {results.map((result) => (
          <RunResults
            key={result.run.dataset}
            submission={submission}
            name={names[result.run.dataset] ?? result.run.dataset}
            {...result}
          />
        ))}
      </ClientMessages>
    </Page>
  );
}
