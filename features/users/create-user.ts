import type { User } from "#/features/access/actor.ts";
import { type AuditActor, recordAudit } from "#/features/access/record-audit.ts";
import { email } from "#/features/users/email.ts";
import { hashPassword } from "#/features/users/password-hash.ts";
import { refuseWeakPassword } from "#/features/users/password-rule.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import { Prisma } from "#/prisma/generated/client.ts";

/** Without a password the account signs in by a provider or by API token only. */
export async function createUser(
  input: { email: string; password?: string; isAdmin?: boolean },
  by?: AuditActor,
): Promise<User> {
  const address = email.safeParse(input.email);
  if (!address.success) throw new AppError("bad-input", { key: "accounts.notAnAddress" }, { field: "email" });
  if (input.password !== undefined) refuseWeakPassword(input.password, address.data);
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  try {
    return await db().$transaction(async (tx) => {
      const user = await tx.user.create({
        data: { email: address.data, passwordHash, isAdmin: input.isAdmin ?? false },
        select: { id: true, email: true, isAdmin: true },
      });
      if (by) await recordAudit(tx, by, "user-created", user.email, { isAdmin: user.isAdmin });
      return user;
    });
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
    const params = { email: address.data };
    throw new AppError("conflict", { key: "accounts.taken", params }, { field: "email" });
  }
}
