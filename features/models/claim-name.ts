import { createHash } from "node:crypto";
import type { ModelOwner } from "#/features/models/find-or-create-model.ts";
import { requireFreeName } from "#/features/models/free-name.ts";
import { nameKey } from "#/features/models/name-key.ts";
import { fillNameKeys, isBoards } from "#/features/models/queries.ts";
import { slugifyName } from "#/features/models/slugify-name.ts";
import type { Tx } from "#/lib/db.ts";
import type { Model } from "#/prisma/generated/client.ts";

/** Makes a model's name its owner's, who publishes under it, or refuses where somebody was first. Resolves with the model, slug and all. */
export async function claimName(tx: Tx, modelId: number, owner: ModelOwner): Promise<Model> {
  await fillNameKeys(tx);
  const model = await tx.model.findUniqueOrThrow({ where: { id: modelId } });
  if (model.publishedAt !== null && model.ownerId === owner.id) return model;
  if (isBoards(model) && owner.isAdmin) return model;
  // Of two who publish under one name at once the second waits here, and is refused.
  const lock = `model name ${nameKey(model.name)}`;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))::text`;
  await requireFreeName(tx, model.name, owner, "name");
  const slug = await plainSlug(tx, model);
  // Its owner may have kept the address that it had in private.
  if (slug !== model.slug) await tx.modelSlug.create({ data: { slug: model.slug, modelId } });
  return tx.model.update({
    where: { id: modelId },
    data: { ownerId: owner.id, publishedAt: new Date(), slug },
  });
}

/** Resolves with the slug that the name itself gives, taken from a model that nobody ever saw if need be; else with that it has. */
async function plainSlug(tx: Tx, { id, slug, name }: Model): Promise<string> {
  const plain = slugifyName(name);
  if (slug === plain || (await tx.modelSlug.findUnique({ where: { slug: plain } }))) return slug;
  const holder = await tx.model.findUnique({
    where: { slug: plain },
    include: { entries: { where: { publishedAt: { not: null } }, take: 1, select: { id: true } } },
  });
  if (!holder || holder.id === id) return plain;
  if (holder.publishedAt !== null || holder.entries.length > 0) return slug;
  const digest = createHash("sha256").update(`${holder.id} ${holder.ownerId}`).digest("hex").slice(0, 12);
  await tx.model.update({ where: { id: holder.id }, data: { slug: `${plain}-${digest}` } });
  return plain;
}
