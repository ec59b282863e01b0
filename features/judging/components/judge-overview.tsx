import { getFormatter, getTranslations } from "next-intl/server";
import { type Column, ColumnTable } from "#/components/ui/column-table.tsx";
import type { JudgeOverview as Overview } from "#/features/judging/loaders.ts";

/** For administrators: who judges new runs, and every judge there has been. */
export async function JudgeOverview({
  overview: { configured, problem, unparsed, judges },
}: {
  overview: Overview;
}) {
  const [t, format] = await Promise.all([getTranslations("admin.judge"), getFormatter()]);
  const columns: Column<Overview["judges"][number]>[] = [
    { key: "model", head: t("model"), cell: ({ model }) => model },
    {
      key: "templates",
      head: t("templates"),
      className: "font-mono text-2xs",
      cell: ({ templateVersion }) => templateVersion,
    },
    { key: "rounds", head: t("rounds"), numeric: true, cell: ({ rounds }) => rounds },
    { key: "temperature", head: t("temperature"), numeric: true, cell: ({ temperature }) => temperature },
    { key: "runs", head: t("runs"), numeric: true, cell: ({ runs }) => format.number(runs) },
    {
      key: "since",
      head: t("since"),
      cell: ({ createdAt }) => format.dateTime(createdAt, { dateStyle: "medium" }),
    },
  ];
  return (
    <section className="mb-10">
      <h2 className="text-base font-semibold">{t("title")}</h2>
      <p className="mb-3 max-w-[80ch] text-muted">
        {problem
          ? t("broken", { reason: problem })
          : configured
            ? t("configured", { judge: configured })
            : t("none")}{" "}
        {configured && unparsed ? t("unparsed") : null} {judges.length > 0 ? t("again") : null}
      </p>
      {judges.length > 0 ? (
        <ColumnTable label={t("title")} rows={judges} keyOf={({ id }) => id} columns={columns} />
      ) : null}
    </section>
  );
}
