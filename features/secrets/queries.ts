import { judgeKeyBinding, judgeSetting, storedJudge } from "#/features/judging/judge-setting.ts";
import { apiKeyBinding } from "#/features/runs/queries.ts";
import { db } from "#/lib/db.ts";
import { sealedBy } from "#/lib/secrets/secret-box.ts";

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

/** The one that an administrator gave for the judge. */
export const judgeKey: SealedPlace = {
  name: "API key of the judge",
  async page(active, after) {
    const box = after === null ? await judgeBox() : null;
    return box === null || sealedBy(box) === active
      ? []
      : [{ id: judgeSetting, box, binding: judgeKeyBinding }];
  },
  async replace(name, before, after) {
    const changed = await db().$executeRaw`
      UPDATE board_settings SET value = jsonb_set(value, '{sealedApiKey}', to_jsonb(${after}::text)), updated_at = now()
      WHERE name = ${name} AND value->>'sealedApiKey' = ${before}`;
    return changed > 0;
  },
  async counts() {
    const box = await judgeBox();
    return box === null ? [] : [{ key: sealedBy(box), values: 1 }];
  },
};

async function judgeBox(): Promise<string | null> {
  const row = await db().boardSetting.findUnique({ where: { name: judgeSetting } });
  return row && storedJudge.parse(row.value).sealedApiKey;
}
