import { getFormatter, getTranslations } from "next-intl/server";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import type { JudgeOverview as Overview } from "#/features/judging/loaders.ts";

/** For administrators: who judges new runs, and every judge there has been. */
export async function JudgeOverview({
  overview: { configured, problem, unparsed, judges },
}: {
  overview: Overview;
}) {
  const [t, format] = await Promise.all([getTranslations("admin.judge"), getFormatter()]);
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
        <Table label={t("title")}>
          <thead>
            <tr>
              <HeadCell>{t("model")}</HeadCell>
              <HeadCell>{t("templates")}</HeadCell>
              {(["rounds", "temperature", "runs"] as const).map((head) => (
                <HeadCell key={head} numeric>
                  {t(head)}
                </HeadCell>
              ))}
              <HeadCell>{t("since")}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {judges.map((judge) => (
              <tr key={judge.id}>
                <Cell>{judge.model}</Cell>
                <Cell className="font-mono text-2xs">{judge.templateVersion}</Cell>
                <Cell numeric>{judge.rounds}</Cell>
                <Cell numeric>{judge.temperature}</Cell>
                <Cell numeric>{format.number(judge.runs)}</Cell>
                <Cell>{format.dateTime(judge.createdAt, { dateStyle: "medium" })}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </section>
  );
}
