import type { TokenScope } from "#/prisma/generated/client.ts";

/** What a token may be used for, from least to most. */
export const tokenScopes: readonly TokenScope[] = ["read", "submit", "admin"];

/** Returns all that this account may do; `admin` is for administrators only. */
export function scopesFor(owner: { isAdmin: boolean }): TokenScope[] {
  return tokenScopes.filter((scope) => scope !== "admin" || owner.isAdmin);
}
