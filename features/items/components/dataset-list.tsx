import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

export async function DatasetList({ datasets }: { datasets: Dataset[] }) {
  const t = await getTranslations("datasets");
  return (
    <Page title={t("title")} lead={t("lead")}>
      {datasets.length > 0 ? (
        <Table label={t("title")} className="mb-8">
          <thead>
            <tr>
              <HeadCell className="pl-0!">{t("columns.name")}</HeadCell>
              <HeadCell>{t("columns.task")}</HeadCell>
              <HeadCell numeric>{t("columns.items")}</HeadCell>
              <HeadCell numeric>{t("columns.images")}</HeadCell>
              <HeadCell>{t("columns.answers")}</HeadCell>
              <HeadCell numeric>{t("columns.version")}</HeadCell>
              <HeadCell>{t("columns.imported")}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {datasets.map((dataset) => (
              <DatasetRow key={dataset.slug} dataset={dataset} />
            ))}
          </tbody>
        </Table>
      ) : (
        <Notice title={t("empty.title")}>{t("empty.text")}</Notice>
      )}
      <section className="mt-8">
        <h2 className="mb-2 text-base font-semibold">{t("import.title")}</h2>
        <p className="prose-measure mb-3 text-muted">{t("import.text")}</p>
        <pre className="max-w-full bg-surface p-3 font-mono text-xs break-words whitespace-pre-wrap">
          npm run board -- datasets import llvisionqa_dev.json --as llvisionqa --slug llvisionqa-dev --images
          ./images --answers public
        </pre>
      </section>
    </Page>
  );
}

async function DatasetRow({ dataset }: { dataset: Dataset }) {
  const [t, common, format] = await Promise.all([
    getTranslations("datasets"),
    getTranslations("common"),
    getFormatter(),
  ]);
  return (
    <tr className="hover:bg-surface">
      <th scope="row" className="min-w-44 py-1.5 pr-2 text-left font-medium">
        <Link href={`/datasets/${dataset.slug}`} prefetch={false} className="link">
          {await datasetName(dataset.slug)}
        </Link>
        {dataset.generated ? <span className="ml-2 text-xs text-muted">{common("generated")}</span> : null}
      </th>
      <Cell className="whitespace-nowrap">{common(`tasks.${dataset.task}`)}</Cell>
      <Cell numeric>{format.number(dataset.itemCount)}</Cell>
      <Cell numeric className={dataset.imageCount === 0 ? "text-warm" : undefined}>
        {dataset.imageCount === 0 ? t("noImages") : format.number(dataset.imageCount)}
      </Cell>
      <Cell className="whitespace-nowrap">
        {dataset.hasAnswers ? common(`answers.${dataset.answers}`) : t("noAnswers")}
      </Cell>
      <Cell numeric>{dataset.version}</Cell>
      <Cell className="whitespace-nowrap tabular-nums">
        {format.dateTime(dataset.createdAt, { dateStyle: "medium" })}
      </Cell>
    </tr>
  );
}
