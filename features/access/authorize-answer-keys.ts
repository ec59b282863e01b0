import { z } from "zod";
import type { Actor } from "#/features/access/actor.ts";
import { canSeeAnswerKeys } from "#/features/access/answer-key-policy.ts";
import { pool } from "#/lib/db.ts";

type Guarded = { slug: string; answers: "public" | "hidden" };

// A page that is read again within the minute, or that follows a run, is one look.
const enter = `INSERT INTO audit_log (actor_id, actor, verb, subject, detail, address)
SELECT $1::uuid, $2, 'hidden-answers-read', $3, $4::jsonb, $5 WHERE NOT EXISTS (
  SELECT FROM audit_log WHERE verb = 'hidden-answers-read' AND at > now() - interval '1 minute'
    AND actor = $2 AND subject = $3 AND detail = $4::jsonb AND address IS NOT DISTINCT FROM $5)`;

/**
 * Resolves with whether this reader may see the answers of the dataset. Asked where they are about to be handed out: an
 * administrator's look at hidden ones is in the audit log before it is had. `place` says what is read.
 */
export async function authorizeAnswerKeys(actor: Actor, dataset: Guarded, place: string): Promise<boolean> {
  const canSee = canSeeAnswerKeys(actor, dataset);
  if (!canSee || !actor || dataset.answers === "public") return canSee;
  const id = z.uuid().safeParse(actor.id).data ?? null;
  const detail = JSON.stringify({ place });
  await pool().query(enter, [id, actor.email, dataset.slug, detail, actor.from ?? null]);
  return true;
}
