import type { FigureRow } from "#/features/leaderboards/figure-table.ts";

/**
 * Keys of the rows after which a new group starts: everything above is told apart from everything below. Only for
 * rows in order of rank; a row without a spread joins its neighbours.
 */
export function tieGroupEnds(rows: readonly FigureRow[]): Set<string> {
  const ends = new Set<string>();
  const ranked = rows.filter(({ rank }) => rank.value !== null);
  for (const [index, row] of ranked.entries()) {
    const next = ranked[index + 1];
    if (!next || (row.rank.value ?? 0) > (next.rank.value ?? 0)) continue;
    const above = Math.max(...ranked.slice(0, index + 1).map(({ rank }) => rank.worst ?? Infinity));
    const below = Math.min(...ranked.slice(index + 1).map(({ rank }) => rank.best ?? 0));
    if (above < below) ends.add(row.key);
  }
  return ends;
}
