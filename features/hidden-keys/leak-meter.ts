import { ratingBits, referenceBits } from "#/evaluation/key-leak/leak-bits.ts";
import { db, type Tx } from "#/lib/db.ts";

/** Bits at most, of one account or of all; `counted` are those that pause, `past` were told before there was a meter. */
type Leak = { counted: number; approved: number; past: number };

export type LeakMeter = Leak & {
  dataset: string;
  /** Null where the set is generated and so not metered. */
  keyBits: number | null;
  warnShare: number;
  pauseShare: number;
  /** Of the key: counted and past bits. */
  share: number;
  warns: boolean;
  isPaused: boolean;
  accounts: (Leak & { email: string | null; answers: number })[];
};

const warnShare = 0.05;
export const firstPauseShare = 0.1;

type AccountRow = Leak & { email: string | null; answers: number };

/** Resolves with what was let out of the key of a dataset with hidden answers, by account and over all. */
export async function leakMeter(slug: string, tx: Tx = db()): Promise<LeakMeter> {
  const [keyBits, pauseShare] = [await keyBitsOf(tx, slug), await pauseShareOf(tx, slug)];
  const accounts = await tx.$queryRaw<AccountRow[]>`
    SELECT u.email, count(*) FILTER (WHERE r.kind IN ('figure', 'no_better'))::int AS answers,
      coalesce(sum(r.bits) FILTER (WHERE NOT r.approved AND r.kind <> 'past'), 0)::float8 AS counted,
      coalesce(sum(r.bits) FILTER (WHERE r.approved), 0)::float8 AS approved,
      coalesce(sum(r.bits) FILTER (WHERE r.kind = 'past' AND NOT r.approved), 0)::float8 AS past
    FROM key_releases r LEFT JOIN users u ON u.id = r.user_id
    WHERE r.dataset_slug = ${slug} GROUP BY r.user_id, u.email ORDER BY 3 DESC, 4 DESC`;
  const sum = (of: keyof Leak) => accounts.reduce((total, account) => total + account[of], 0);
  const [counted, approved, past] = [sum("counted"), sum("approved"), sum("past")];
  const share = keyBits === null || keyBits === 0 ? 0 : (counted + past) / keyBits;
  return {
    dataset: slug,
    keyBits,
    counted,
    approved,
    past,
    warnShare,
    pauseShare,
    share,
    warns: share >= warnShare,
    isPaused: keyBits !== null && counted > 0 && counted >= pauseShare * keyBits,
    accounts,
  };
}

async function pauseShareOf(tx: Tx, slug: string): Promise<number> {
  const set = await tx.hiddenSet.findUnique({ where: { datasetSlug: slug } });
  return set?.pauseShare ?? firstPauseShare;
}

/** Resolves with the entropy of the newest version's key at most; null where it is generated, and 0 where there is none. */
async function keyBitsOf(tx: Tx, slug: string): Promise<number | null> {
  const dataset = await tx.dataset.findFirst({ where: { slug }, orderBy: { version: "desc" } });
  if (!dataset || dataset.generated) return null;
  const [found] = await tx.$queryRaw<{ bits: number }[]>`
    SELECT coalesce(sum(CASE
      WHEN correct_option IS NOT NULL THEN ln(greatest(cardinality(options), 1)) / ln(2.0)
      WHEN mos IS NOT NULL THEN ${ratingBits}::float8
      WHEN reference IS NOT NULL THEN ${referenceBits}::float8 ELSE 0 END), 0)::float8 AS bits
    FROM items WHERE dataset_id = ${dataset.id}`;
  return found?.bits ?? 0;
}
