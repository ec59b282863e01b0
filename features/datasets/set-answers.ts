import { z } from "zod";
import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { changeAnswers, lockDataset } from "#/features/datasets/change-answers.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const input = z.object({
  id: z.int().positive(),
  answers: z.enum(["public", "hidden"]),
  older: z.boolean().default(false),
  /** The name of the dataset, typed by who shows its answers. */
  confirm: z.string().default(""),
});

/**
 * Hides a dataset's answers from now on, in all its versions, since they mostly share one key. Shows those of the named
 * version alone; with `older` those before it too. What was seen while they were shown cannot be unseen.
 */
export async function setAnswers(actor: Actor, values: unknown): Promise<void> {
  const admin = requireAdmin(actor);
  const parsed = input.safeParse(values);
  if (!parsed.success) throw new AppError("bad-input", "Answers are public or hidden.");
  const { id, answers, older, confirm } = parsed.data;
  await db().$transaction(async (tx) => {
    const dataset = await tx.dataset.findUnique({ where: { id } });
    if (!dataset) throw new AppError("not-found", "There is no such dataset.");
    const { slug, version } = dataset;
    if (answers === "public" && confirm !== slug)
      throw new AppError("bad-input", { key: "hiddenKeys.typeName", params: { dataset: slug } });
    await lockDataset(tx, slug);
    const shown = older ? { last: version } : { first: version, last: version };
    await changeAnswers(tx, admin, { slug, answers, ...(answers === "public" && shown) });
  });
}
