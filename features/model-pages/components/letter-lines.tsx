import { getTranslations } from "next-intl/server";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { letterBias, letterShares } from "#/features/model-pages/letter-bias.ts";
import type { RunLetters } from "#/features/model-pages/queries.ts";
import { formatPValue } from "#/lib/format-p-value.ts";

const level = 0.05;
const percent = (share: number) => Math.round(100 * share);

/** Per dataset, of the newest run: the letter that is chosen most unlike the key, and whether that can be chance. */
export async function LetterLines({ runs }: { runs: RunLetters[] }) {
  const t = await getTranslations("model.letters");
  if (runs.length === 0) return null;
  return (
    <section className="mt-12 border-t border-rule pt-6">
      <h2 className="mb-3 text-base font-semibold">{t("title")}</h2>
      <div className="prose-measure space-y-2">
        {runs.map((run) => (
          <LetterLine key={run.runId} run={run} />
        ))}
        <p className="text-xs text-muted">{t("note")}</p>
      </div>
    </section>
  );
}

async function LetterLine({ run }: { run: RunLetters }) {
  const [t, dataset] = await Promise.all([getTranslations("model.letters"), datasetName(run.dataset)]);
  const [most, ...rest] = letterBias(run);
  if (!most) {
    const list = letterShares(run.chosen).map(({ letter, chosen }) =>
      t("bare", { letter, share: percent(chosen) }),
    );
    return <p>{t("hidden", { dataset, list: list.join(t("comma")) })}</p>;
  }
  const figures = ({ letter, chosen, key, p }: typeof most) => ({
    letter,
    share: percent(chosen),
    key: percent(key),
    p: formatPValue(p),
  });
  const verdict = t(most.p < level ? "beyond" : "within", { p: formatPValue(most.p) });
  return (
    <p>
      {t("line", { ...figures(most), dataset, verdict })}{" "}
      {rest.length > 0 ? (
        <span className="text-muted">
          {t("rest", { list: rest.map((one) => t("one", figures(one))).join(t("comma")) })}
        </span>
      ) : null}
    </p>
  );
}
