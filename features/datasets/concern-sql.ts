import { pairConcerns, pairSubsets, quadrants } from "#/evaluation/tasks/perception/slices.ts";

const texts = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ");

/** `concernsOf` of the item that a query calls `item`, joined by a point: `in-context-other`, `distortion.compare`. */
export function concernSql(item: string): string {
  const named = (names: readonly string[], id: string) => `(ARRAY[${texts(names)}])[${id} + 1]`;
  return `CASE WHEN ${item}.subset IN (${texts(pairSubsets)})
    THEN ${named(pairConcerns, `${item}.concern % ${pairConcerns.length}`)} || '.' || ${item}.subset
    ELSE ${named(quadrants, `${item}.concern`)} END`;
}

/** Whether that item counts in the concern of this parameter; every item where the parameter is null. */
export function hasConcernSql(item: string, parameter: string): string {
  return `(${parameter}::text IS NULL OR ${parameter} = ANY(string_to_array(${concernSql(item)}, '.')))`;
}
