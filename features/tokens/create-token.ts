import type { User } from "#/features/access/actor.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import type { TokenRow } from "#/features/tokens/queries.ts";
import { scopesFor, tokenScopes } from "#/features/tokens/scopes.ts";
import { newTokenSecret, tokenHash } from "#/features/tokens/token-secret.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import { refuseOddInput } from "#/lib/http/refuse-odd-input.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";
import type { TokenScope } from "#/prisma/generated/client.ts";

const maxTokens = 20;
const dayMs = 24 * 60 * 60 * 1000;
const longestTokenDays = 730;

/** Without scopes: all that the owner may do; without days: until it is revoked. */
export type TokenInput = { name: string; scopes?: readonly string[]; days?: number };
export type CreatedToken = Omit<TokenRow, "lastUsedAt"> & { secret: string };

/** The secret leaves this function once; only its hash is kept. */
export async function createToken(owner: User, input: TokenInput): Promise<CreatedToken> {
  refuseOddInput(input);
  const name = checkedName(input.name);
  const scopes = checkedScopes(owner, input.scopes);
  const expiresAt = expiryOf(input.days);
  await spendAs(owner, "token");
  const secret = newTokenSecret();
  const token = await db().$transaction(async (tx) => {
    const live = { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
    const count = await tx.apiToken.count({ where: { userId: owner.id, revokedAt: null, ...live } });
    if (count >= maxTokens) {
      throw new AppError("conflict", { key: "tokens.tooMany", params: { count: maxTokens } });
    }
    const made = await tx.apiToken.create({
      data: {
        userId: owner.id,
        name,
        hash: tokenHash(secret),
        prefix: secret.slice(0, 9),
        scopes,
        expiresAt,
      },
      select: { id: true, name: true, prefix: true, scopes: true, createdAt: true, expiresAt: true },
    });
    const detail = { name, scopes: scopes.join(" "), expires: expiresAt?.toISOString() ?? null };
    await recordAudit(tx, owner, "token-created", made.prefix, detail);
    return made;
  });
  return { ...token, secret };
}

function checkedName(given: string): string {
  const name = given.trim();
  if (name !== "" && name.length <= 80) return name;
  throw refused("name", { key: "tokens.badName" });
}

function checkedScopes(owner: User, given: readonly string[] | undefined): TokenScope[] {
  const allowed = scopesFor(owner);
  if (!given) return allowed;
  const unknown = given.find((scope) => !tokenScopes.some((known) => known === scope));
  if (unknown !== undefined)
    throw refused("scopes", {
      key: "tokens.unknownScope",
      params: { scope: unknown, scopes: tokenScopes.join(", ") },
    });
  if (given.includes("admin") && !owner.isAdmin) throw refused("scopes", { key: "tokens.adminScope" });
  const chosen = allowed.filter((scope) => given.includes(scope));
  if (chosen.length > 0) return chosen;
  throw refused("scopes", { key: "tokens.noScope" });
}

function expiryOf(days: number | undefined): Date | null {
  if (days === undefined) return null;
  if (Number.isInteger(days) && days >= 1 && days <= longestTokenDays)
    return new Date(Date.now() + days * dayMs);
  throw refused("days", { key: "tokens.badDays", params: { most: longestTokenDays } });
}

function refused(field: string, text: ErrorText): AppError {
  return new AppError("bad-input", text, { field });
}
