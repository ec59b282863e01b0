import { getFormatter, getTranslations } from "next-intl/server";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import type { ComparedRun, GradedPair } from "#/features/compare/compared-answers.ts";
import { SliceScatter } from "#/features/compare/components/slice-scatter.tsx";
import type { SliceOverlap } from "#/features/compare/overlap.ts";
import { formatPValue } from "#/lib/format-p-value.ts";
import { roundHalfUp } from "#/lib/round-half-up.ts";

const level = 0.05;

type Props = { pair: GradedPair; runs: readonly ComparedRun[]; dataset: string };

/** Two models: right and wrong against each other, then slice by slice. */
export async function PairOverlap({ pair, runs, dataset }: Props) {
  const { overlap, slices } = pair;
  const [t, format] = await Promise.all([getTranslations("compare"), getFormatter()]);
  const [first, second] = [pair.first, pair.second].map((index) => ({ name: runs[index]?.name ?? "" }));
  if (!first || !second) return null;
  const names = { first: first.name, second: second.name };
  const heading = t("pair", names);
  const rows = [
    { head: t("isRight", { model: first.name }), counts: [overlap.bothRight, overlap.onlyFirst] },
    { head: t("isWrong", { model: first.name }), counts: [overlap.onlySecond, overlap.bothWrong] },
  ];
  return (
    <section className="mt-10">
      <h2 className="mb-3 text-base font-semibold wrap-anywhere">{heading}</h2>
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <div>
          <Table label={t("overlapOf", names)}>
            <thead>
              <tr>
                <td />
                <HeadCell numeric>{t("isRight", { model: second.name })}</HeadCell>
                <HeadCell numeric>{t("isWrong", { model: second.name })}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ head, counts }) => (
                <tr key={head}>
                  <th scope="row" className="px-2 py-1.5 text-left font-normal">
                    {head}
                  </th>
                  {counts.map((count, index) => (
                    <Cell key={index === 0 ? "right" : "wrong"} numeric>
                      {format.number(count)}
                    </Cell>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
          <p className="mt-3">
            {t(overlap.adjusted < level ? "apart" : "notApart", {
              ...names,
              onlyFirst: overlap.onlyFirst,
              onlySecond: overlap.onlySecond,
              n: overlap.n,
              p: formatPValue(overlap.adjusted),
            })}
          </p>
          <div className="mt-6">
            <SliceScatter slices={slices} names={names} dataset={dataset} />
          </div>
        </div>
        <SliceTable label={t("slicesOf", names)} slices={slices} names={names} />
      </div>
    </section>
  );
}

type SliceProps = { label: string; slices: SliceOverlap[]; names: { first: string; second: string } };

async function SliceTable({ label, slices, names }: SliceProps) {
  const [t, common, format] = await Promise.all([
    getTranslations("compare"),
    getTranslations("common.slices"),
    getFormatter(),
  ]);
  return (
    <div className="min-w-0">
      <Table label={label}>
        <thead>
          <tr>
            <HeadCell>{t("slice")}</HeadCell>
            <HeadCell numeric>n</HeadCell>
            <HeadCell numeric>{t("only", { model: names.first })}</HeadCell>
            <HeadCell numeric>{t("only", { model: names.second })}</HeadCell>
            <HeadCell numeric>{t("difference")}</HeadCell>
            <HeadCell numeric>{t("adjusted")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {slices.map(({ slice, n, onlyFirst, onlySecond, adjusted }) => (
            <tr key={slice} className={adjusted < level ? "font-semibold" : "font-normal"}>
              <th scope="row" className="px-2 py-1 text-left [font-weight:inherit] whitespace-nowrap">
                {slice
                  .split(".")
                  .map((part) => common(part as "what"))
                  .join(" × ")}
              </th>
              <Cell numeric>{format.number(n)}</Cell>
              <Cell numeric>{onlyFirst}</Cell>
              <Cell numeric>{onlySecond}</Cell>
              <Cell numeric>{signed((100 * (onlyFirst - onlySecond)) / n)}</Cell>
              <Cell numeric>{formatPValue(adjusted).replace(/^=\s/, "")}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-xs text-muted">{t("slicesNote")}</p>
    </div>
  );
}

function signed(points: number): string {
  const shown = roundHalfUp(points, 1);
  return points > 0 && Number(shown) !== 0 ? `+${shown}` : shown;
}
