import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { listDatasets } from "#/features/datasets/queries.ts";
import { answersAction } from "#/features/operations/actions.ts";
import { AdminForm } from "#/features/operations/components/admin-form.tsx";

export async function DatasetsSection() {
  const [t, common, format, datasets] = await Promise.all([
    getTranslations("admin"),
    getTranslations("common"),
    getFormatter(),
    listDatasets(),
  ]);
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
        { head: t("answers"), cell: ({ answers }) => common(`answers.${answers}`) },
        {
          head: t("deed"),
          cell: ({ id, slug, answers }) => (
            <AdminForm
              action={answersAction}
              hidden={{ dataset: String(id), answers: answers === "hidden" ? "public" : "hidden" }}
              button={t(answers === "hidden" ? "showAnswers" : "hideAnswers")}
              label={t(answers === "hidden" ? "showAnswersOf" : "hideAnswersOf", { dataset: slug })}
              tone={answers === "hidden" ? "danger" : "plain"}
            />
          ),
        },
      ]}
    />
  );
}
