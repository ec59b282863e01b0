import { connection } from "next/server";
import { judgeLabel } from "#/features/judging/judge-identity.ts";
import { hasJudge, type JudgeForm, judgeForm, readStoredJudge } from "#/features/judging/judge-setting.ts";
import type { TokenPrice } from "#/features/judging/judging-cost.ts";
import { configuredJudge } from "#/features/judging/open-judge.ts";
import { type JudgeRow, listJudges } from "#/features/judging/queries.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

export type JudgeOverview = {
  /** The judge of new runs; null where there is none or it cannot be used. */
  configured: string | null;
  problem: string | null;
  unparsed: boolean;
  judges: JudgeRow[];
  form: JudgeForm;
};

/** Ask for an administrator only: it names what the operator has configured. */
export async function loadJudgeOverview(): Promise<JudgeOverview> {
  await connection();
  const { JUDGE_UNPARSED: unparsed } = env();
  const [judges, form] = await Promise.all([listJudges(), judgeForm()]);
  const found = { configured: null, problem: null, unparsed, judges, form };
  if (!(await hasJudge())) return found;
  try {
    return { ...found, configured: judgeLabel(await configuredJudge("description")) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...found, problem: error.message };
  }
}

/** Resolves with what the operator's judge costs, where its price is known. */
export async function loadJudgePrice(): Promise<TokenPrice | null> {
  await connection();
  const stored = await readStoredJudge();
  return env().TOKEN_PRICES[stored?.model ?? env().JUDGE_MODEL ?? ""] ?? null;
}
