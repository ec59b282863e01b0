import type { Actor, User } from "#/features/access/actor.ts";
import { AppError } from "#/lib/errors.ts";

export function requireAdmin(actor: Actor): User {
  if (actor?.isAdmin) return actor;
  if (!actor) throw new AppError("unauthenticated", "Sign in as an administrator first.");
  throw new AppError("forbidden", "Only an administrator may do this.");
}
