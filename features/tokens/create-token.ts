import { newTokenSecret, tokenHash } from "#/features/tokens/token-secret.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const maxTokens = 20;

export type CreatedToken = { id: string; name: string; prefix: string; createdAt: Date; secret: string };

/** The secret leaves this function once; only its hash is kept. */
export async function createToken(owner: { id: string }, input: { name: string }): Promise<CreatedToken> {
  const name = input.name.trim();
  if (name === "" || name.length > 80) {
    const words = "A token needs a name of 1 to 80 characters that tells where it is used.";
    throw new AppError("bad-input", words, { fields: { name: [words] } });
  }
  const live = await db().apiToken.count({ where: { userId: owner.id, revokedAt: null } });
  if (live >= maxTokens) {
    throw new AppError("conflict", `There are already ${maxTokens} tokens. Revoke one that is not used.`);
  }
  const secret = newTokenSecret();
  const token = await db().apiToken.create({
    data: { userId: owner.id, name, hash: tokenHash(secret), prefix: secret.slice(0, 9) },
    select: { id: true, name: true, prefix: true, createdAt: true },
  });
  return { ...token, secret };
}
