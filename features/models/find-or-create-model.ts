import { requireFreeName } from "#/features/models/free-name.ts";
import { isFreeSlug, slugsFor } from "#/features/models/free-slug.ts";
import { cleanName, nameKey } from "#/features/models/name-key.ts";
import { fillNameKeys, isBoards } from "#/features/models/queries.ts";
import type { Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { Model, ModelKind } from "#/prisma/generated/client.ts";

/** `field`: what a form calls the name. */
export type ModelInput = { name: string; kind?: ModelKind; field?: string };
/** Whose model it is. */
export type ModelOwner = { id: string; isAdmin: boolean };

/**
 * Resolves with the model of this name of an account, or of the board itself where no owner is given. Until it is published
 * others may have one of the same name; a name that is published or reserved is refused with another. Administrators publish
 * under the board's own names too.
 */
export async function findOrCreateModel(tx: Tx, input: ModelInput, owner?: ModelOwner): Promise<Model> {
  const name = cleanName(input.name);
  const { kind = "model", field = "model.name" } = input;
  const key = nameKey(name);
  if (key === "") throw new AppError("bad-input", { key: "models.emptyName" }, { field });
  await fillNameKeys(tx);
  const lock = `model ${owner?.id ?? "board"} ${kind} ${key}`;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))::text`;
  const boards = { ownerId: null, publishedAt: { not: null } };
  // Not those of others, which may be thousands.
  const alike = await tx.model.findMany({
    where: { nameKey: key, kind, OR: owner ? [{ ownerId: owner.id }, boards] : [boards] },
    orderBy: { id: "asc" },
  });
  const known =
    alike.find((model) => model.ownerId === (owner?.id ?? null) && (owner || isBoards(model))) ??
    (owner?.isAdmin ? alike.find(isBoards) : undefined);
  if (known) return known;
  if (owner) await requireFreeName(tx, name, owner, field);
  const facts = {
    name,
    kind,
    nameKey: key,
    ownerId: owner?.id ?? null,
    publishedAt: owner ? null : new Date(),
  };
  for (const slug of slugsFor(name, `${kind} ${owner?.id}`)) {
    if (!(await isFreeSlug(tx, slug))) continue;
    // Somebody else may be quicker.
    const { count } = await tx.model.createMany({ data: [{ slug, ...facts }], skipDuplicates: true });
    if (count > 0) return tx.model.findUniqueOrThrow({ where: { slug } });
  }
  throw new Error(`No slug is free for a model ${name}.`);
}
