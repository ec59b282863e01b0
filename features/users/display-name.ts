import { createHash } from "node:crypto";

type Account = { id: string; name: string | null };

/**
 * Returns by whom, as everybody may read it: the name the account gave itself, else one made of its id. Never an e-mail address,
 * also not where a provider told one as a name.
 */
export function displayName({ id, name }: Account): string {
  const told = (name ?? "").replace(/[\p{C}\s]+/gu, " ").trim();
  if (told && !told.includes("@")) return told.slice(0, 60);
  return nameOfId(id);
}

/** Returns the name of an account that gave itself none. */
export function nameOfId(id: string): string {
  return `user-${createHash("sha256").update(id).digest("hex").slice(0, 6)}`;
}
