import type { User } from "#/features/access/actor.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import { normalizeText } from "#/lib/normalize-text.ts";

const longest = 60;

/** Sets what everybody reads of an account beside its rows; empty gives back the one made of its id. */
export async function setDisplayName(actor: User, typed: string): Promise<void> {
  const name = normalizeText(typed.slice(0, 1000), "NFKC")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  if (name.length > longest) throw refusal("nameLong", { most: longest });
  if (name.includes("@")) throw refusal("nameAddress");
  if (name && !/[\p{L}\p{N}]/u.test(name)) throw refusal("nameUnreadable");
  await db().$transaction(async (tx) => {
    const key = name.toLowerCase().replaceAll(" ", "");
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`display name ${key}`}, 0))::text`;
    const [taken] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM users WHERE id <> ${actor.id}::uuid AND lower(replace(name, ' ', '')) = ${key} AND ${key} <> '' LIMIT 1`;
    if (taken) throw refusal("nameTaken", { name });
    await tx.user.update({ where: { id: actor.id }, data: { name: name || null } });
    // It stands in kept pages.
    await tx.$executeRaw`SELECT pg_notify('page_changes', '')`;
  });
}

function refusal(
  key: "nameLong" | "nameAddress" | "nameUnreadable" | "nameTaken",
  params: Record<string, string | number> = {},
): AppError {
  return new AppError("bad-input", { key: `accounts.${key}`, params }, { field: "name" });
}
