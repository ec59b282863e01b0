import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { moderationReason } from "#/features/access/moderation-reason.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { requireFreeName } from "#/features/models/free-name.ts";
import { isFreeSlug, slugsFor } from "#/features/models/free-slug.ts";
import { cleanName, nameKey } from "#/features/models/name-key.ts";
import { fillNameKeys } from "#/features/models/queries.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { Model } from "#/prisma/generated/client.ts";

const longestName = 100;

/** Gives an account's model another name. Its lines in the ledger stay and say the new one; the old address leads on. */
export async function renameModel(actor: Actor, slug: string, name: string, why: string): Promise<Model> {
  const admin = requireAdmin(actor);
  const reason = moderationReason(why);
  const wanted = cleanName(name).slice(0, longestName);
  if (nameKey(wanted) === "") throw new AppError("bad-input", { key: "models.emptyName" }, { field: "name" });
  return db().$transaction(async (tx) => {
    await fillNameKeys(tx);
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`model name ${nameKey(wanted)}`}, 0))::text`;
    const model = await tx.model.findUnique({ where: { slug } });
    if (!model) throw new AppError("not-found", { key: "models.none", params: { slug } });
    const { id, ownerId, name: from } = model;
    if (ownerId === null) throw new AppError("conflict", { key: "models.boards", params: { name: from } });
    await requireFreeName(tx, wanted, { id: ownerId, isAdmin: false }, "name");
    let slugNow = slug;
    for (const candidate of slugsFor(wanted, `${ownerId} ${id}`)) {
      if (candidate !== slug && !(await isFreeSlug(tx, candidate))) continue;
      slugNow = candidate;
      break;
    }
    const renamed = await tx.model.update({
      where: { id },
      data: { name: wanted, nameKey: nameKey(wanted), slug: slugNow },
    });
    if (slugNow !== slug) {
      await tx.modelSlug.create({ data: { slug, modelId: id } });
      await tx.$executeRaw`
        UPDATE ledger SET subject = ${slugNow} || substr(subject, ${slug.length + 1})
        WHERE subject = ${slug} OR starts_with(subject, ${`${slug} on `})`;
    }
    await recordAudit(tx, admin, "model-renamed", slugNow, { reason, from });
    return renamed;
  });
}
