import type { TableRow } from "#/features/leaderboards/table/table-model.ts";

/**
 * Returns the keys of the rows after which a new group starts: every row above differs significantly from every row below. Only for
 * rows in order of rank; a row without a spread joins its neighbours.
 */
export function tieGroupEnds(rows: readonly TableRow[]): Set<string> {
  const ends = new Set<string>();
  const ranked = rows.filter(({ rank }) => rank.value !== null);
  const below = ranked.map(({ rank }) => rank.best ?? 0);
  for (let index = below.length - 2; index >= 0; index--)
    below[index] = Math.min(below[index] ?? 0, below[index + 1] ?? 0);
  let above = 0;
  for (const [index, row] of ranked.entries()) {
    above = Math.max(above, row.rank.worst ?? Infinity);
    const next = ranked[index + 1];
    if (!next || (row.rank.value ?? 0) > (next.rank.value ?? 0)) continue;
    if (above < (below[index + 1] ?? 0)) ends.add(row.key);
  }
  return ends;
}
