import type { SubmissionWithRuns } from "#/features/access/find-submission.ts";
import { claimName } from "#/features/models/claim-name.ts";
import { findOrCreateModel } from "#/features/models/find-or-create-model.ts";
import { requireFreeName } from "#/features/models/free-name.ts";
import type { Tx } from "#/lib/db.ts";
import type { Model } from "#/prisma/generated/client.ts";

/** Gives a submission the name that it is to be published under, where one is typed, and refuses what is somebody else's. */
export async function chooseName(tx: Tx, submission: SubmissionWithRuns, name = ""): Promise<void> {
  const { id, owner, model } = submission;
  if (name.trim() !== "") {
    const asked = { name, kind: model.kind, field: "name" };
    const { id: modelId } = await findOrCreateModel(tx, asked, owner);
    await tx.submission.update({ where: { id }, data: { modelId } });
    await tx.entry.updateMany({ where: { run: { submissionId: id } }, data: { modelId } });
  }
  const chosen = await modelOf(tx, id);
  const isOwn = chosen.publishedAt !== null && chosen.ownerId === owner.id;
  if (!isOwn && !owner.isAdmin) await requireFreeName(tx, chosen.name, owner, "name");
}

/** Resolves with the model that the submission is published as, which has what its owner says of it from now on. */
export async function nameForPublic(tx: Tx, submission: SubmissionWithRuns): Promise<Model> {
  const { id, owner, organization, url } = submission;
  const model = await claimName(tx, (await modelOf(tx, id)).id, owner);
  if (model.ownerId !== owner.id || (organization === null && url === null)) return model;
  const said = { ...(organization !== null && { organization }), ...(url !== null && { url }) };
  return tx.model.update({ where: { id: model.id }, data: said });
}

async function modelOf(tx: Tx, id: string): Promise<Model> {
  return (await tx.submission.findUniqueOrThrow({ where: { id }, include: { model: true } })).model;
}
