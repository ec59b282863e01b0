import { z } from "zod";
import type { User } from "#/features/users/actor.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

export async function revokeToken(owner: User, id: string): Promise<void> {
  const { count } = z.uuid().safeParse(id).success
    ? await db().apiToken.updateMany({
        where: { id, userId: owner.id, revokedAt: null },
        data: { revokedAt: new Date() },
      })
    : { count: 0 };
  if (count === 0) throw new AppError("not-found", "There is no such token, or it is revoked already.");
}
