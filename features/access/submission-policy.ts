import type { Actor, User } from "#/features/access/actor.ts";
import { AppError } from "#/lib/errors.ts";

type Owned = { id: string; ownerId: string; publishedAt: Date | null };

export function requireUser(actor: Actor): User {
  if (actor) return actor;
  throw new AppError("unauthenticated", { key: "access.signInFirst" });
}

export function mayChange(actor: Actor, submission: Owned): boolean {
  return actor !== null && (actor.isAdmin || actor.id === submission.ownerId);
}

export function mayView(actor: Actor, submission: Owned): boolean {
  return submission.publishedAt !== null || mayChange(actor, submission);
}

/** Whether this reader may see what single items of a run were answered: of hidden sets the owner and administrators. */
export function mayViewAnswers(
  actor: Actor,
  submission: Owned,
  dataset: { answers: "public" | "hidden" },
): boolean {
  return dataset.answers === "public" || mayChange(actor, submission);
}

/** Somebody else's private submission is not there at all. */
export function requireView<S extends Owned>(actor: Actor, id: string, submission: S | null): S {
  if (submission && mayView(actor, submission)) return submission;
  throw new AppError("not-found", { key: "access.noSubmission", params: { id } });
}

export function requireChange<S extends Owned>(actor: Actor, id: string, submission: S | null): S {
  const visible = requireView(actor, id, submission);
  if (mayChange(actor, visible)) return visible;
  requireUser(actor);
  throw new AppError("forbidden", { key: "access.ownerOnly" });
}
