import { getFormatter, getTranslations } from "next-intl/server";
import { AnswersForms } from "#/app/[locale]/admin/_parts/answers-forms.tsx";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { listDatasets, listVersions } from "#/features/datasets/queries.ts";

export async function DatasetsSection() {
  const [t, common, format, datasets, versions] = await Promise.all([
    getTranslations("admin"),
    getTranslations("common"),
    getFormatter(),
    listDatasets(),
    listVersions(),
  ]);
  const differing = (latest: { slug: string; answers: string }) =>
    versions
      .filter(({ slug, answers }) => slug === latest.slug && answers !== latest.answers)
      .map(({ version }) => version);
  return (
    <OverviewTable
      title={t("datasets")}
      lead={t("datasetsLead")}
      empty={t("noDatasets")}
      rows={datasets}
      keyOf={({ id }) => id}
      columns={[
        { head: t("dataset"), cell: ({ slug }) => slug },
        { head: t("task"), cell: ({ task }) => common(`tasks.${task}`) },
        { head: t("version"), numeric: true, cell: ({ version }) => version },
        { head: t("items"), numeric: true, cell: ({ itemCount }) => format.number(itemCount) },
        { head: t("images"), numeric: true, cell: ({ imageCount }) => format.number(imageCount) },
        {
          head: t("imported"),
          cell: ({ createdAt }) => format.dateTime(createdAt, { dateStyle: "medium" }),
        },
        {
          head: t("answers"),
          cell: (dataset) => {
            const older = differing(dataset);
            const answers = common(`answers.${dataset.answers}`);
            const others = common(`answers.${dataset.answers === "hidden" ? "public" : "hidden"}`);
            return older.length > 0
              ? t("answersDiffer", { answers, others, versions: older.join(", ") })
              : answers;
          },
        },
        {
          head: t("change"),
          cell: (dataset) => <AnswersForms {...dataset} differing={differing(dataset)} />,
        },
      ]}
    />
  );
}
