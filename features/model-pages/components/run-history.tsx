import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import type { ModelRun } from "#/features/model-pages/loaders.ts";

/** Renders every published run, newest first: versions, coverage, time and tokens. */
export async function RunHistory({ runs }: { runs: ModelRun[] }) {
  const t = await getTranslations("model.runs");
  if (runs.length === 0) return null;
  const priced = runs.some(({ cost }) => cost !== null);
  return (
    <section className="mt-12 border-t border-rule pt-6">
      <h2 className="mb-3 text-base font-semibold">{t("title")}</h2>
      <Table label={t("title")}>
        <thead>
          <tr>
            <HeadCell>{t("date")}</HeadCell>
            <HeadCell>{t("dataset")}</HeadCell>
            <HeadCell>{t("source")}</HeadCell>
            <HeadCell>{t("versions")}</HeadCell>
            <HeadCell numeric>{t("coverage")}</HeadCell>
            <HeadCell numeric>{t("latency")}</HeadCell>
            <HeadCell numeric>{t("tokens")}</HeadCell>
            {priced ? <HeadCell numeric>{t("cost")}</HeadCell> : null}
            <HeadCell>{t("evidence")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunLine key={run.runId} run={run} priced={priced} />
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-xs text-muted">
        {t("note")} {priced ? t("costNote") : null}
      </p>
    </section>
  );
}

async function RunLine({ run, priced }: { run: ModelRun; priced: boolean }) {
  const [t, common, format] = await Promise.all([
    getTranslations("model.runs"),
    getTranslations("common"),
    getFormatter(),
  ]);
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  const tokens = [run.promptTokens, run.completionTokens].map((n) => (n === null ? "–" : format.number(n)));
  return (
    <tr className="align-top">
      <Cell className="whitespace-nowrap tabular-nums">
        {format.dateTime(run.publishedAt, { dateStyle: "medium" })}
      </Cell>
      <Cell className="min-w-32">
        <Link href={`/datasets/${run.dataset}`} prefetch={false} className="link">
          {await datasetName(run.dataset)}
        </Link>
      </Cell>
      <Cell className="min-w-20">
        {common(`sources.${run.source}`)}
        {run.rung ? ` · ${run.rung}` : ""}
      </Cell>
      <Cell className="min-w-40 text-xs text-muted">{run.versions || "–"}</Cell>
      <Cell numeric className="whitespace-nowrap">
        {t("percent", { share: (Math.floor(run.coverage * 1000) / 10).toFixed(1) })}
        {run.converted === null ? null : (
          <span className="block text-2xs text-muted">
            {t("converted", { share: run.converted < 0.001 ? "< 0.1" : (run.converted * 100).toFixed(1) })}
          </span>
        )}
      </Cell>
      <Cell numeric className="whitespace-nowrap">
        {run.medianLatencyMs === null || run.slowLatencyMs === null
          ? "–"
          : t("seconds", { median: seconds(run.medianLatencyMs), slow: seconds(run.slowLatencyMs) })}
      </Cell>
      <Cell numeric>{run.promptTokens === null ? "–" : tokens.join(" + ")}</Cell>
      {priced ? <Cell numeric>{run.cost === null ? "–" : run.cost.toFixed(2)}</Cell> : null}
      <Cell>
        <Evidence run={run} />
      </Cell>
    </tr>
  );
}

/** Renders the run's submission, and the signed receipt where an endpoint was asked. */
async function Evidence({ run: { submissionId, dataset, source } }: { run: ModelRun }) {
  const t = await getTranslations("model.runs");
  return (
    <span className="-my-1 flex flex-wrap gap-x-3 whitespace-nowrap *:py-1">
      <Link href={`/submissions/${submissionId}`} prefetch={false} className="link">
        {t("submission")}
      </Link>
      {source === "measured" ? (
        <a href={`/api/v1/submissions/${submissionId}/runs/${dataset}/receipt`} className="link">
          {t("receipt")}
        </a>
      ) : null}
    </span>
  );
}
