import { AppError } from "#/lib/errors.ts";
import type { TokenScope } from "#/prisma/generated/client.ts";

/** A read needs the scope read, a change the scope submit. */
export function requireScope(scopes: readonly TokenScope[], changes: boolean): void {
  const needed = changes ? "submit" : "read";
  if (scopes.includes(needed)) return;
  const params = { needed, scopes: scopes.join(" and ") };
  throw new AppError("forbidden", { key: "tokens.lacksScope", params });
}
