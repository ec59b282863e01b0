import { createHash } from "node:crypto";
import { slugifyName } from "#/features/models/slugify-name.ts";
import type { Tx } from "#/lib/db.ts";

const numbered = 4;

/** Returns a few slugs that people can read, then one of the owner's own: thousands of names that look alike cost no more. */
export function slugsFor(name: string, salt: string): string[] {
  const base = slugifyName(name);
  const digest = createHash("sha256").update(`${name.toLowerCase()} ${salt}`).digest("hex");
  const numbers = Array.from({ length: numbered }, (_, n) => (n === 0 ? base : `${base}-${n + 1}`));
  return [...numbers, `${base}-${digest.slice(0, 12)}`];
}

/** Resolves with whether no model has this slug, or had it before it was renamed. */
export async function isFreeSlug(tx: Tx, slug: string): Promise<boolean> {
  const where = { where: { slug } };
  return !(await tx.modelSlug.findUnique(where)) && !(await tx.model.findUnique(where));
}
