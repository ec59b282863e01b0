import type { Actor, User } from "#/features/access/actor.ts";
import { AppError } from "#/lib/errors.ts";

export function requireAdmin(actor: Actor): User {
  if (actor?.isAdmin) return actor;
  if (!actor) throw new AppError("unauthenticated", { key: "access.adminFirst" });
  throw new AppError("forbidden", { key: "access.adminOnly" });
}
