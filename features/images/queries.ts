import { db } from "#/lib/db.ts";

/** Resolves with an image that belongs to an item of some dataset; others are not served. */
export function imageOfAnItem(hash: string): Promise<{ mime: string; bytes: number } | null> {
  const inUse = { OR: [{ items: { some: {} } }, { seconds: { some: {} } }] };
  return db().image.findFirst({ where: { hash, ...inUse }, select: { mime: true, bytes: true } });
}

/** Yields the hashes of all images in their order, in pages. */
export async function* imageHashes(pageSize = 1000): AsyncGenerator<string> {
  for (let after = ""; ; ) {
    const page = await db().image.findMany({
      where: { hash: { gt: after } },
      orderBy: { hash: "asc" },
      take: pageSize,
      select: { hash: true },
    });
    yield* page.map(({ hash }) => hash);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.hash;
  }
}

export function countImages(): Promise<number> {
  return db().image.count();
}
