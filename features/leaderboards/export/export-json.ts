import type { ExportCaption } from "#/features/leaderboards/export/export-caption.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";

type Part = { table: TableModel; rows: TableRow[] };

/** Returns the rows and columns on the screen as JSON, values unrounded, bounds to six decimals, figures under the keys of their columns. */
export function exportJson(parts: readonly Part[], columns: readonly number[], about: ExportCaption): string {
  const tables = parts.map(({ table, rows }) => {
    const shown = columns.flatMap((index) => {
      const column = table.columns[index];
      return column ? [{ key: column.key, name: column.name, index }] : [];
    });
    return {
      table: table.key,
      columns: shown.map(({ key, name }) => ({ key, name })),
      rows: rows.map((row) => ({
        model: { slug: row.slug, name: row.name, kind: row.kind, organization: row.organization },
        source: row.source,
        ...(row.verified !== undefined && { verified: row.verified }),
        ...(row.submittedBy !== undefined && { submittedBy: row.submittedBy }),
        reportedBy: row.reportedBy,
        versions: row.versions,
        rung: row.rung,
        coverage: row.coverage,
        rank: row.rank,
        ranked: row.rank.value !== null,
        rankTest: row.rankTest,
        figures: Object.fromEntries(
          shown.map(({ key, index }) => {
            const figure = row.figures[index];
            return [
              key,
              figure ? { value: figure.value, low: figure.low, high: figure.high, n: figure.n } : null,
            ];
          }),
        ),
      })),
    };
  });
  return `${JSON.stringify({ ...about, tables }, null, 2)}\n`;
}
