import { z } from "zod";
import type { User } from "#/features/access/actor.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

export async function revokeToken(owner: User, id: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const token = z.uuid().safeParse(id).success
      ? await tx.apiToken.findUnique({ where: { id, userId: owner.id, revokedAt: null } })
      : null;
    if (!token) throw new AppError("not-found", { key: "tokens.unknown" });
    await tx.apiToken.update({ where: { id }, data: { revokedAt: new Date() } });
    await recordAudit(tx, owner, "token-revoked", token.prefix, { name: token.name });
  });
}
