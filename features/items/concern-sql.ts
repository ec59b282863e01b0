/** SQL: whether the item that a query calls `item` counts in the concern of this parameter; every item where it is null. */
export function hasConcernSql(item: string, parameter: string): string {
  return `(${parameter}::text IS NULL
    OR ${parameter} = ANY(string_to_array(item_concern(${item}.subset, ${item}.concern), '.')))`;
}
