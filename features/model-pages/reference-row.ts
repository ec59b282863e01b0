import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";

/** Whom a model is drawn against: the row of the chosen model, else the best ranked other one. */
export function referenceRow(
  table: Pick<TableModel, "rows">,
  slug: string,
  chosen: string | null,
): TableRow | null {
  const others = table.rows.filter((row) => row.slug !== slug);
  if (chosen !== null) return others.find((row) => row.slug === chosen) ?? null;
  const ranked = others.filter(({ kind, rank }) => kind === "model" && rank.value !== null);
  return ranked.sort((a, b) => (a.rank.value ?? 0) - (b.rank.value ?? 0))[0] ?? null;
}

/** Returns all that some table of the page has beside the model, by name. */
export function possibleReferences(
  tables: readonly Pick<TableModel, "rows">[],
  slug: string,
): { slug: string; name: string }[] {
  const found = new Map<string, string>();
  for (const row of tables.flatMap(({ rows }) => rows)) if (row.slug !== slug) found.set(row.slug, row.name);
  return [...found]
    .map(([other, name]) => ({ slug: other, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
