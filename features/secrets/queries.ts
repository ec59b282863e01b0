import { apiKeyBinding } from "#/features/runs/queries.ts";
import { db } from "#/lib/db.ts";

export type SealedValue = { id: string; box: string; binding: string };

/** A column of sealed values; `replace` changes one only where nobody changed it meanwhile. */
export type SealedPlace = {
  name: string;
  /** Values after `id`, in order, that another key than `active` sealed. */
  page(active: string, after: string | null, limit: number): Promise<SealedValue[]>;
  replace(id: string, before: string, after: string): Promise<boolean>;
  /** How many values each key seals. */
  counts(): Promise<{ key: string; values: number }[]>;
};

export const apiKeys: SealedPlace = {
  name: "API keys of submissions",
  async page(active, after, limit) {
    const rows = await db().submission.findMany({
      where: {
        sealedApiKey: { not: null },
        NOT: { sealedApiKey: { startsWith: `${active}.` } },
        ...(after && { id: { gt: after } }),
      },
      select: { id: true, sealedApiKey: true },
      orderBy: { id: "asc" },
      take: limit,
    });
    return rows.map(({ id, sealedApiKey }) => ({ id, box: sealedApiKey ?? "", binding: apiKeyBinding(id) }));
  },
  async replace(id, before, after) {
    const where = { id, sealedApiKey: before };
    return (await db().submission.updateMany({ where, data: { sealedApiKey: after } })).count > 0;
  },
  counts: () =>
    db().$queryRaw`
      SELECT split_part(sealed_api_key, '.', 1) AS key, count(*)::int AS values FROM submissions
      WHERE sealed_api_key IS NOT NULL GROUP BY 1 ORDER BY 1`,
};
