/**
 * Returns the rows `desired` in the order they have `now`; new ones follow those they stand after there. `desired` itself
 * where that is its order, else `now` itself where that is.
 */
export function stableOrder<Row>(now: Row[], desired: Row[]): Row[] {
  const asked = new Set(desired);
  const kept = now.filter((row) => asked.has(row));
  const first: Row[] = [];
  const followers = new Map<Row, Row[]>(kept.map((row) => [row, []]));
  let list = first;
  for (const row of desired) {
    const own = followers.get(row);
    if (own) list = own;
    else list.push(row);
  }
  const rows = [...first, ...kept.flatMap((row) => [row, ...(followers.get(row) ?? [])])];
  if (rows.every((row, index) => row === desired[index])) return desired;
  return rows.length === now.length && rows.every((row, index) => row === now[index]) ? now : rows;
}
