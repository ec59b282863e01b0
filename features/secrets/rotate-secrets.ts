import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { apiKeys, judgeKey, type SealedPlace, type SealedValue } from "#/features/secrets/queries.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import { keyIds, openSecret, sealSecret } from "#/lib/secrets/secret-box.ts";

export type Rotation = {
  active: string;
  resealed: number;
  /** Values that stay with a key other than the active one, and why. */
  left: { key: string; values: number; reason: "key-missing" | "does-not-open" }[];
  /** Keys of the ring that seal nothing any more. */
  removable: string[];
};

const places: SealedPlace[] = [apiKeys, judgeKey];
const pageSize = 100;

/**
 * Seals with the active key whatever older ones sealed, each value in a statement of its own: it may be broken off
 * and run again at any time, beside a board at work.
 */
export async function rotateSecrets(actor: Actor, signal: AbortSignal): Promise<Rotation> {
  const admin = requireAdmin(actor);
  const [active = "", ...older] = keyIds();
  let resealed = 0;
  for (const place of places) resealed += await resealPlace(place, active, signal);
  await db().$transaction((tx) => recordAudit(tx, admin, "keys-rotated", active, { resealed }));
  const counts = (await Promise.all(places.map((place) => place.counts()))).flat();
  const used = new Map<string, number>();
  for (const { key, values } of counts) used.set(key, (used.get(key) ?? 0) + values);
  const left = [...used].filter(([key]) => key !== active);
  return {
    active,
    resealed,
    left: left.map(([key, values]) => ({
      key,
      values,
      reason: older.includes(key) ? "does-not-open" : "key-missing",
    })),
    removable: older.filter((key) => !used.has(key)),
  };
}

async function resealPlace(place: SealedPlace, active: string, signal: AbortSignal): Promise<number> {
  let resealed = 0;
  for (let after: string | null = null; ; ) {
    const page: SealedValue[] = await place.page(active, after, pageSize);
    for (const value of page) {
      signal.throwIfAborted();
      if (await resealOne(place, value)) resealed += 1;
    }
    after = page.at(-1)?.id ?? null;
    if (after === null) return resealed;
  }
}

/** A value that was erased or replaced meanwhile is left as it is; one that cannot be opened is counted later. */
async function resealOne(place: SealedPlace, { id, box, binding }: SealedValue): Promise<boolean> {
  try {
    return await place.replace(id, box, sealSecret(openSecret(box, binding), binding));
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
