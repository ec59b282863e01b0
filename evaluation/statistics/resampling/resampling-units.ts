/**
 * What a bootstrap draws: items, or groups of items that are not independent (pictures of one reference). Units are
 * drawn within each stratum, as many as it has. `unitOf[i]` is the unit of item i, null where every item is its own.
 */
export type ResamplingUnits = {
  items: number;
  units: number;
  unitOf: Uint32Array | null;
  strata: readonly { first: number; count: number }[];
};

/** The group of each item, null where it stands alone. */
export type GroupNames = readonly (string | null | undefined)[];

/** Returns the number of groups, items that stand alone counting one each; null where all do. */
export function countGroups(groups: GroupNames): number | null {
  const named = groups.filter((group) => group !== null && group !== undefined);
  return named.length === 0 ? null : new Set(named).size + groups.length - named.length;
}

/**
 * Returns the units of items in consecutive `parts` (subsets of a database) of the given sizes. A part is a stratum of its own
 * unless a group reaches into another.
 */
export function resamplingUnits(parts: readonly number[], groups: GroupNames | null = null): ResamplingUnits {
  const items = parts.reduce((sum, size) => sum + size, 0);
  if (!groups || countGroups(groups) === null) {
    let first = 0;
    const strata = parts.map((count) => {
      first += count;
      return { first: first - count, count };
    });
    return { items, units: items, unitOf: null, strata };
  }
  const unitOf = new Uint32Array(items);
  const known = new Map<string, number>();
  const strata: { first: number; count: number }[] = [];
  let units = 0;
  let start = 0;
  let shares = false;
  for (const size of parts) {
    const first = units;
    for (let item = start; item < start + size; item++) {
      const name = groups[item] ?? null;
      const unit = name === null ? units : (known.get(name) ?? units);
      if (unit === units) units += 1;
      else if (unit < first) shares = true;
      if (name !== null) known.set(name, unit);
      unitOf[item] = unit;
    }
    strata.push({ first, count: units - first });
    start += size;
  }
  return { items, units, unitOf, strata: shares ? [{ first: 0, count: units }] : strata };
}
