import type { Actor, User } from "#/features/users/actor.ts";
import { AppError } from "#/lib/errors.ts";

/** The board's machinery belongs to its administrators. */
export function requireAdmin(actor: Actor): User {
  if (actor?.isAdmin) return actor;
  const words = "Only an administrator may do this. Ask one, or use the shell on the board's machine.";
  throw new AppError(actor ? "forbidden" : "unauthenticated", words);
}
