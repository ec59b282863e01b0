import { nameKey, prefixKeys } from "#/features/models/name-key.ts";
import { displayName, nameOfId } from "#/features/users/display-name.ts";
import type { Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const longestName = 100;

type Account = { id: string; isAdmin: boolean };
type Problem = "taken" | "reserved";

/** Refuses a name that another account published under, or that is kept for rows published elsewhere, and suggests another. */
export async function requireFreeName(tx: Tx, name: string, owner: Account, field: string): Promise<void> {
  const reserved = await reservedKeys(tx);
  const problem = await problemOf(tx, name, owner, reserved);
  if (!problem) return;
  const account = await tx.user.findUnique({ where: { id: owner.id }, select: { id: true, name: true } });
  const own = account ? displayName(account) : nameOfId(owner.id);
  const named = (by: string, more = "") => `${`${by}/${name}`.slice(0, longestName - more.length)}${more}`;
  const candidates = [
    named(own),
    named(nameOfId(owner.id)),
    ...[2, 3, 4].map((n) => named(nameOfId(owner.id), ` ${n}`)),
  ];
  let suggestion = candidates.at(-1) ?? "";
  for (const candidate of candidates) {
    if (await problemOf(tx, candidate, owner, reserved)) continue;
    suggestion = candidate;
    break;
  }
  throw new AppError("conflict", { key: `models.${problem}`, params: { name, suggestion } }, { field });
}

async function problemOf(
  tx: Tx,
  name: string,
  owner: Account,
  reserved: { whole: Set<string>; short: Set<string> },
): Promise<Problem | null> {
  const key = nameKey(name);
  const isReserved = prefixKeys(name).some((prefix) => reserved.whole.has(prefix)) || reserved.short.has(key);
  if (isReserved && !owner.isAdmin) return "reserved";
  const taken = await tx.model.findFirst({
    where: { nameKey: key, publishedAt: { not: null }, ownerId: { not: owner.id } },
    select: { id: true },
  });
  return taken ? "taken" : null;
}

/** The board's own names: whole ones also with something after them; those without what stands in brackets, alone. */
async function reservedKeys(tx: Tx): Promise<{ whole: Set<string>; short: Set<string> }> {
  const models = await tx.model.findMany({
    where: { ownerId: null, publishedAt: { not: null } },
    select: { name: true },
  });
  return {
    whole: new Set(models.map(({ name }) => nameKey(name))),
    short: new Set(models.map(({ name }) => nameKey(name.split("(", 1)[0] ?? name)).filter(Boolean)),
  };
}
