import { connection } from "next/server";
import { configuredJudge, hasJudge } from "#/features/judge/configured-judge.ts";
import { judgeLabel } from "#/features/judge/judge-identity.ts";
import type { TokenPrice } from "#/features/judge/judging-cost.ts";
import { type JudgeRow, listJudges } from "#/features/judge/queries.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

export type JudgeOverview = {
  /** The judge of new runs; null where there is none or it cannot be used. */
  configured: string | null;
  problem: string | null;
  unparsed: boolean;
  judges: JudgeRow[];
};

/** Ask for an administrator only: it names what the operator has configured. */
export async function loadJudgeOverview(): Promise<JudgeOverview> {
  await connection();
  const { JUDGE_UNPARSED: unparsed } = env();
  const judges = await listJudges();
  if (!hasJudge()) return { configured: null, problem: null, unparsed, judges };
  try {
    return { configured: judgeLabel(await configuredJudge("description")), problem: null, unparsed, judges };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { configured: null, problem: error.message, unparsed, judges };
  }
}

/** What the operator's judge costs, where its price is known. */
export async function loadJudgePrice(): Promise<TokenPrice | null> {
  await connection();
  return env().TOKEN_PRICES[env().JUDGE_MODEL ?? ""] ?? null;
}
