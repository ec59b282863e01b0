import type { Actor } from "#/features/access/actor.ts";
import type { Tx } from "#/lib/db.ts";

export const auditVerbs = [
  "sign-in-failed",
  "sign-in-locked",
  "signed-in",
  "signed-up",
  "password-changed",
  "token-created",
  "token-revoked",
  "user-created",
  "quota-set",
  "keys-rotated",
  "hidden-answers-read",
  "submission-changed",
  "run-retried",
  "queue-drained",
  "queue-resumed",
  "dataset-changed",
  "admission-asked",
  "admission-decided",
  "publication-decided",
  "judge-changed",
  "run-rejudged",
  "answers-verified",
  "submission-locked",
  "submission-unlocked",
  "model-renamed",
  "user-blocked",
  "user-unblocked",
  "runs-reread",
] as const;

export type AuditVerb = (typeof auditVerbs)[number];
/** A visitor has no account, but an address. */
export type AuditActor = Actor | { from: string };
export type AuditDetail = Record<string, string | number | boolean | null>;

/**
 * Enters who did what to what, from where. Called inside the transaction of the action, so that neither is there
 * without the other; never given a password, a key or a token.
 */
export async function recordAudit(
  tx: Tx,
  actor: AuditActor,
  verb: AuditVerb,
  subject: string,
  detail: AuditDetail = {},
): Promise<void> {
  const user = actor && "id" in actor ? actor : null;
  await tx.auditEntry.create({
    data: {
      actorId: user?.id ?? null,
      actor: user?.email ?? "visitor",
      verb,
      subject: subject.slice(0, 300),
      detail,
      address: actor?.from ?? null,
    },
  });
}

/** For actions that owners take too: only those of an administrator are entered. */
export async function auditAdminAction(
  tx: Tx,
  actor: Actor,
  verb: AuditVerb,
  subject: string,
  detail: AuditDetail = {},
): Promise<void> {
  if (actor?.isAdmin) await recordAudit(tx, actor, verb, subject, detail);
}
