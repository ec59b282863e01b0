import { db } from "#/lib/db.ts";

/** An image that belongs to an item of some dataset; others are not served. */
export function imageOfAnItem(hash: string): Promise<{ mime: string; bytes: number } | null> {
  const inUse = { OR: [{ items: { some: {} } }, { seconds: { some: {} } }] };
  return db().image.findFirst({ where: { hash, ...inUse }, select: { mime: true, bytes: true } });
}
