import { z } from "zod";
import { templateVersion } from "#/evaluation/tasks/description/judge-templates.ts";
import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import {
  judgeKeyBinding,
  judgeSetting,
  judgeSettings,
  readStoredJudge,
  type StoredJudge,
} from "#/features/judging/judge-setting.ts";
import { db } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";
import { sealSecret } from "#/lib/secrets/secret-box.ts";

const input = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).max(2000),
  model: z.string().trim().min(1).max(200),
  /** Empty: the key that is in use goes on, as long as the address stays. */
  apiKey: z.string().trim().max(1000),
  /** A judge whose templates are taken; 0: the files. */
  templatesOf: z.int().min(0),
});

/** Chooses the judge of new runs, in place of the environment's. Runs that were begun keep model and templates. */
export async function changeJudge(actor: Actor, values: unknown): Promise<void> {
  const admin = requireAdmin(actor);
  const parsed = input.safeParse(values);
  if (!parsed.success) {
    throw new AppError(
      "bad-input",
      "A judge needs a base URL that starts with https:// or http://, and a model.",
    );
  }
  const { baseUrl, model, apiKey, templatesOf } = parsed.data;
  const value: StoredJudge = {
    baseUrl,
    model,
    sealedApiKey: await sealedKey(baseUrl, apiKey),
    templates: await templatesFrom(templatesOf),
  };
  await db().$transaction(async (tx) => {
    const where = { name: judgeSetting };
    await tx.boardSetting.upsert({ where, create: { ...where, value }, update: { value } });
    await recordAudit(tx, admin, "judge-changed", model, {
      baseUrl,
      templates: value.templates ? templateVersion(value.templates) : "files",
      newKey: apiKey !== "",
    });
  });
}

/** Back to what the environment says. */
export async function resetJudge(actor: Actor): Promise<void> {
  const admin = requireAdmin(actor);
  await db().$transaction(async (tx) => {
    const { count } = await tx.boardSetting.deleteMany({ where: { name: judgeSetting } });
    if (count > 0) await recordAudit(tx, admin, "judge-changed", env().JUDGE_MODEL ?? "none");
  });
}

/** A key is never sent to another address than the one it was given for. */
async function sealedKey(baseUrl: string, typed: string): Promise<string | null> {
  if (typed !== "") return sealSecret(typed, judgeKeyBinding);
  const stored = await readStoredJudge();
  if (stored) return stored.baseUrl === baseUrl ? stored.sealedApiKey : null;
  const current = await judgeSettings();
  return current?.baseUrl === baseUrl && current.apiKey ? sealSecret(current.apiKey, judgeKeyBinding) : null;
}

async function templatesFrom(judgeId: number): Promise<Record<string, string> | null> {
  if (judgeId === 0) return null;
  const judge = await db().judge.findUnique({ where: { id: judgeId } });
  const templates = z.record(z.string(), z.string()).safeParse(judge?.templates);
  if (templates.success) return templates.data;
  throw new AppError("not-found", "There is no judge with these templates. Choose another.");
}
