import { z } from "zod";
import { type JudgeTemplates, templateVersion } from "#/evaluation/tasks/description/judge-templates.ts";
import { db } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";
import { openSecret } from "#/lib/secrets/secret-box.ts";

export const judgeSetting = "judge";
export const judgeKeyBinding = "setting:judge:api-key";

/** What an administrator chose in place of JUDGE_BASE_URL, JUDGE_MODEL, JUDGE_API_KEY and the template files. */
export const storedJudge = z.object({
  baseUrl: z.string(),
  model: z.string(),
  sealedApiKey: z.string().nullable(),
  templates: z.record(z.string(), z.string()).nullable(),
});

export type StoredJudge = z.infer<typeof storedJudge>;

export type JudgeSettings = {
  baseUrl: string;
  model: string;
  apiKey: string | null;
  /** Texts in place of the files; null: the files. */
  templates: JudgeTemplates | null;
};

export async function readStoredJudge(): Promise<StoredJudge | null> {
  const row = await db().boardSetting.findUnique({ where: { name: judgeSetting } });
  return row && storedJudge.parse(row.value);
}

/** Resolves with the judge of this board: as chosen by an administrator, else by the environment; null: there is none. */
export async function judgeSettings(): Promise<JudgeSettings | null> {
  const stored = await readStoredJudge();
  if (stored) {
    const { sealedApiKey, ...rest } = stored;
    return { ...rest, apiKey: sealedApiKey && openSecret(sealedApiKey, judgeKeyBinding) };
  }
  const { JUDGE_BASE_URL: baseUrl, JUDGE_MODEL: model, JUDGE_API_KEY: apiKey = null } = env();
  return baseUrl && model ? { baseUrl, model, apiKey, templates: null } : null;
}

export async function hasJudge(): Promise<boolean> {
  const { JUDGE_BASE_URL, JUDGE_MODEL } = env();
  return (JUDGE_BASE_URL !== undefined && JUDGE_MODEL !== undefined) || (await readStoredJudge()) !== null;
}

/** What the form begins with; never a key. */
export type JudgeForm = {
  baseUrl: string;
  model: string;
  keyStored: boolean;
  isOwn: boolean;
  /** Of the texts that were chosen in place of the files. */
  templateVersion: string | null;
};

export async function judgeForm(): Promise<JudgeForm> {
  const stored = await readStoredJudge();
  const { JUDGE_BASE_URL = "", JUDGE_MODEL = "", JUDGE_API_KEY } = env();
  if (!stored) {
    const keyStored = JUDGE_API_KEY !== undefined;
    return { baseUrl: JUDGE_BASE_URL, model: JUDGE_MODEL, keyStored, isOwn: false, templateVersion: null };
  }
  const { baseUrl, model, sealedApiKey, templates } = stored;
  const version = templates && templateVersion(templates);
  return { baseUrl, model, keyStored: sealedApiKey !== null, isOwn: true, templateVersion: version };
}
