import { getTranslations } from "next-intl/server";
import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import { ScoreCell } from "#/features/leaderboards/components/table/score-cell.tsx";
import { scoreDomains, type TableModel, type TableRow } from "#/features/leaderboards/table/table-model.ts";
import { scoreLink } from "#/features/model-pages/score-link.ts";

/** Renders the cells of one row: question types down, quadrants across, of pairs distortion and other. */
export async function CellGrid({ table, row }: { table: TableModel; row: TableRow }) {
  const [t, common] = await Promise.all([getTranslations("model"), getTranslations("common")]);
  const across = quadrants.filter((quadrant) => table.columns.some(({ key }) => key === `what.${quadrant}`));
  const domain = scoreDomains(table).percent;
  return (
    <section className="min-w-0">
      <h3 className="font-medium">{t(across.length === quadrants.length ? "cells" : "pairCells")}</h3>
      <div className="mt-2 overflow-x-auto">
        <table className="board board-grid">
          <thead>
            <tr>
              <td />
              {across.map((quadrant) => (
                <th key={quadrant} scope="col" className="board-figure">
                  {common(`slices.${quadrant}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {questionTypes.map((type) => (
              <tr key={type} data-source={row.source}>
                <th scope="row" className="whitespace-nowrap">
                  {common(`slices.${type}`)}
                </th>
                {across.map((quadrant) => {
                  const index = table.columns.findIndex(({ key }) => key === `${type}.${quadrant}`);
                  return (
                    <ScoreCell
                      key={quadrant}
                      index={index}
                      figure={row.figures[index] ?? null}
                      href={scoreLink(table, row, index)}
                      format="percent"
                      domain={domain}
                      bold={false}
                      start={false}
                      entry={scoreLink(table, row, index) !== undefined}
                      missing={t("missing")}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
