import { apiKeyBinding } from "#/features/runs/queries.ts";
import { db } from "#/lib/db.ts";
import { keyIds, openSecret } from "#/lib/secrets/secret-box.ts";

/**
 * Refuses a start with a key that bears the right name but did not seal what is stored under it. A key that is
 * missing stops nothing: the runs that need it pause and say so.
 */
export async function checkKeyRing(): Promise<void> {
  for (const name of keyIds()) {
    const stored = await db().submission.findFirst({
      where: { sealedApiKey: { startsWith: `${name}.` } },
      select: { id: true, sealedApiKey: true },
    });
    if (stored?.sealedApiKey) openSecret(stored.sealedApiKey, apiKeyBinding(stored.id));
  }
}
