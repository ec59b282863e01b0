import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import { ProgressBar } from "#/components/ui/progress-bar.tsx";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { StatusMark } from "#/features/submissions/components/status-mark.tsx";
import type { SubmissionSummary } from "#/features/submissions/submission-view.ts";
import { ClientMessages } from "#/lib/i18n/client-messages.tsx";

type Props = { submissions: SubmissionSummary[]; datasetNames: Record<string, string> };

export async function SubmissionList({ submissions, datasetNames }: Props) {
  const t = await getTranslations("submissions");
  if (submissions.length === 0) {
    return (
      <div className="flex flex-col items-start gap-4">
        <p className="prose-measure text-muted">{t("empty")}</p>
        <ButtonLink href="/submit" tone="primary">
          {t("submit")}
        </ButtonLink>
      </div>
    );
  }
  const heads = ["model", "datasets", "status", "progress", "visibility", "created"] as const;
  return (
    <ClientMessages namespaces={["submissions"]}>
      <ButtonLink href="/submit" size="small" className="mb-4">
        {t("submit")}
      </ButtonLink>
      <Table label={t("title")}>
        <thead>
          <tr>
            {heads.map((head) => (
              <HeadCell key={head}>{t(head)}</HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {submissions.map((submission) => (
            <SubmissionRow key={submission.id} submission={submission} datasetNames={datasetNames} />
          ))}
        </tbody>
      </Table>
    </ClientMessages>
  );
}

async function SubmissionRow({
  submission,
  datasetNames,
}: {
  submission: SubmissionSummary;
  datasetNames: Record<string, string>;
}) {
  const t = await getTranslations("submissions");
  const format = await getFormatter();
  const { model, done, missing, total } = submission;
  return (
    <tr className="align-top">
      <Cell className="min-w-40 break-words">
        <Link href={`/submissions/${submission.id}`} className="link font-medium">
          {model.name}
        </Link>
      </Cell>
      <Cell className="min-w-40">
        {format.list(submission.datasets.map((slug) => datasetNames[slug] ?? slug))}
      </Cell>
      <Cell>
        <StatusMark status={submission.status} />
      </Cell>
      <Cell className="min-w-36">
        <p className="mb-1 tabular-nums">
          {format.number(done)} / {format.number(total)}
        </p>
        <ProgressBar
          label={t("progressOf", { dataset: model.name })}
          done={done}
          missing={missing}
          total={total}
        />
      </Cell>
      <Cell className="whitespace-nowrap">{t(submission.publishedAt ? "public" : "private")}</Cell>
      <Cell className="whitespace-nowrap tabular-nums">
        {format.dateTime(new Date(submission.createdAt), { dateStyle: "medium", timeStyle: "short" })}
      </Cell>
    </tr>
  );
}
