import { useFormatter, useTranslations } from "next-intl";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { type Estimate, noIntervalReason } from "#/evaluation/statistics/estimate.ts";

type Props = {
  label: string;
  rows: readonly (Estimate & { key: string; label: string })[];
  figure: (value: number) => string;
};

/** Renders one score a row with its interval and n; what is undefined is said to be. */
export function EstimateTable({ label, rows, figure }: Props) {
  const t = useTranslations("predictions");
  const format = useFormatter();
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>{t("score")}</HeadCell>
          <HeadCell numeric>{t("value")}</HeadCell>
          <HeadCell numeric>{t("interval")}</HeadCell>
          <HeadCell numeric>{t("items")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, value, low, high, n, groups }) => (
          <tr key={key}>
            <th scope="row" className="px-2 py-1.5 text-left font-normal">
              {label}
            </th>
            <Cell numeric>
              {value === null ? <i className="text-muted">{t("undefined")}</i> : figure(value)}
            </Cell>
            <Cell numeric>
              {low === null || high === null ? (
                <span className="text-muted">
                  {t(`noInterval.${noIntervalReason({ value, low, high, n, groups }) ?? "none"}`)}
                </span>
              ) : (
                `${figure(low)} – ${figure(high)}`
              )}
            </Cell>
            <Cell numeric>
              {n === null ? "" : format.number(n)}
              {groups == null ? "" : ` ${t("groups", { groups })}`}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
