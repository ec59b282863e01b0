import { getFormatter, getTranslations } from "next-intl/server";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import type { RatedAnswers, RatedPair } from "#/features/compare/compared-answers.ts";
import { PairScatter } from "#/features/compare/components/pair-scatter.tsx";
import type { Difference } from "#/features/compare/pair-difference.ts";
import { formatPValue } from "#/lib/format-p-value.ts";
import { roundHalfUp } from "#/lib/round-half-up.ts";

const level = 0.05;

type Props = { pair: RatedPair; answers: RatedAnswers; dataset: string; assessment: boolean };

/** Two models on what both have a value of: how far they differ, then item against item. */
export async function RatedPairSection({ pair, answers, dataset, assessment }: Props) {
  const [t, format] = await Promise.all([getTranslations("compare"), getFormatter()]);
  const first = answers.runs[pair.first]?.name ?? "";
  const second = answers.runs[pair.second]?.name ?? "";
  const names = { first, second };
  const agreement = pair.agreement.srcc;
  const known = pair.dots.flatMap(([, , , mos]) => mos ?? []);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return (
    <section className="mt-10">
      <h2 className="mb-3 text-base font-semibold wrap-anywhere">{t("pair", names)}</h2>
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,32rem)_minmax(0,1fr)]">
        <div className="min-w-0">
          <DifferenceTable label={t("differencesOf", names)} differences={pair.differences} />
          <p className="mt-2 text-xs text-muted">
            {t(assessment ? "assessmentNote" : "descriptionNote", { ...names, n: format.number(pair.n) })}
          </p>
          {agreement === null ? null : (
            <p className="mt-3">{t("agreement", { ...names, srcc: roundHalfUp(agreement, 3) })}</p>
          )}
        </div>
        <div className="min-w-0">
          <PairScatter
            label={t("scatterOf", names)}
            names={names}
            dots={pair.dots.map(([number, x, y, mos]) =>
              mos === null || low === high ? [number, x, y] : [number, x, y, (mos - low) / (high - low)],
            )}
            items={`/datasets/${dataset}/items/`}
            digits={assessment ? 3 : 2}
            diagonal={assessment ? undefined : [0, 6]}
            texts={{
              point: t.raw("itemPoint"),
              hint: t(assessment ? "mosHint" : "itemHint"),
              loading: t("chartLoading"),
            }}
          />
          {pair.dots.length < pair.n ? (
            <p className="text-xs text-muted">
              {t("sample", { shown: format.number(pair.dots.length), all: format.number(pair.n) })}
            </p>
          ) : null}
        </div>
      </div>
    </section>
  );
}

async function DifferenceTable({ label, differences }: { label: string; differences: Difference[] }) {
  const [t, common] = await Promise.all([getTranslations("compare"), getTranslations("common.dimensions")]);
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>{t("measure")}</HeadCell>
          <HeadCell numeric>{t("plainDifference")}</HeadCell>
          <HeadCell numeric>{t("interval")}</HeadCell>
          <HeadCell numeric>{t("adjusted")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ measure, difference, low, high, adjusted }) => {
          const digits = measure === "srcc" || measure === "plcc" ? 3 : 2;
          return (
            <tr key={measure} className={adjusted < level ? "font-semibold" : "font-normal"}>
              <th scope="row" className="px-2 py-1 text-left [font-weight:inherit]">
                {digits === 3 ? measure.toUpperCase() : common(measure as "sum")}
              </th>
              <Cell numeric>{signed(difference, digits)}</Cell>
              <Cell numeric className="whitespace-nowrap">
                {low === null || high === null ? "–" : `${signed(low, digits)} … ${signed(high, digits)}`}
              </Cell>
              <Cell numeric>{formatPValue(adjusted).replace(/^=\s/, "")}</Cell>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function signed(value: number, digits: number): string {
  const shown = roundHalfUp(value, digits);
  return value > 0 && Number(shown) !== 0 ? `+${shown}` : shown;
}
