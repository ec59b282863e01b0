import { z } from "zod";
import { recordAudit } from "#/features/audit/record-audit.ts";
import type { Actor } from "#/features/users/actor.ts";
import { requireAdmin } from "#/features/users/policy.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const input = z.object({ id: z.int().positive(), answers: z.enum(["public", "hidden"]) });

/** Hides a dataset's answers from now on, or shows them. What was seen while they were shown cannot be unseen. */
export async function setAnswers(actor: Actor, values: unknown): Promise<void> {
  const admin = requireAdmin(actor);
  const parsed = input.safeParse(values);
  if (!parsed.success) throw new AppError("bad-input", "Answers are public or hidden.");
  const { id, answers } = parsed.data;
  await db().$transaction(async (tx) => {
    const dataset = await tx.dataset.findUnique({ where: { id } });
    if (!dataset) throw new AppError("not-found", "There is no such dataset.");
    if (dataset.answers === answers) return;
    await tx.dataset.update({ where: { id }, data: { answers } });
    const { version, answers: before } = dataset;
    await recordAudit(tx, admin, "dataset-changed", dataset.slug, { version, before, answers });
  });
}
