import type { z } from "zod";
import type { Problem } from "#/features/dataset-import/problems.ts";

/** Returns one problem for every `img_path` that an earlier record already has, also among records with other problems. */
export function duplicatePaths(
  values: readonly unknown[],
  path: z.ZodType<string>,
  place: (index: number) => string,
): Problem[] {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [index, value] of values.entries()) {
    const parsed = path.safeParse((value as { img_path?: unknown } | null)?.img_path);
    if (!parsed.success) continue;
    const earlier = seen.get(parsed.data);
    if (earlier === undefined) seen.set(parsed.data, place(index));
    else
      problems.push({
        at: `${place(index)}.img_path`,
        reason: `${parsed.data} is already the path of ${earlier}`,
      });
  }
  return problems;
}
