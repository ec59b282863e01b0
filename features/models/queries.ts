import { nameKey } from "#/features/models/name-key.ts";
import type { Tx } from "#/lib/db.ts";
import type { Model } from "#/prisma/generated/client.ts";

const filledAtOnce = 1000;

/** Gives models of an earlier release, which knew none, the keys of their names. */
export async function fillNameKeys(tx: Tx): Promise<void> {
  for (;;) {
    const bare = await tx.model.findMany({
      where: { nameKey: null },
      select: { id: true, name: true },
      take: filledAtOnce,
    });
    if (bare.length === 0) return;
    await tx.$executeRawUnsafe(
      `UPDATE models SET name_key = filled.key
       FROM unnest($1::int[], $2::text[]) AS filled(id, key) WHERE models.id = filled.id`,
      bare.map(({ id }) => id),
      bare.map(({ name }) => nameKey(name)),
    );
  }
}

/** Whether it is the board's own: what others published elsewhere, or the dataset gives. */
export function isBoards({ ownerId, publishedAt }: Pick<Model, "ownerId" | "publishedAt">): boolean {
  return ownerId === null && publishedAt !== null;
}
