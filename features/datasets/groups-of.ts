import type { Dataset } from "#/prisma/generated/client.ts";

/** What items of a dataset share, and how many groups that makes. */
export type DatasetGroups = { count: number; of: "references" | "pictures" };

/** Null where items are independent, as far as is known. */
export function groupsOf({
  groupRule,
  groupCount,
}: Pick<Dataset, "groupRule" | "groupCount">): DatasetGroups | null {
  if (groupCount === null) return null;
  return { count: groupCount, of: groupRule === "pictures" ? "pictures" : "references" };
}
