import { AppError } from "#/lib/errors.ts";
import type { TokenScope } from "#/prisma/generated/client.ts";

/** A read needs the scope read, a change the scope submit. */
export function requireScope(scopes: readonly TokenScope[], changes: boolean): void {
  const needed = changes ? "submit" : "read";
  if (scopes.includes(needed)) return;
  throw new AppError(
    "forbidden",
    `This API token has no scope ${needed}, only ${scopes.join(" and ")}. Make another one on the account page.`,
  );
}
