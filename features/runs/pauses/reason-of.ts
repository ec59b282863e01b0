import type { FailCode } from "#/features/runs/pauses/pause-rule.ts";
import english from "#/messages/en/submissions.json" with { type: "json" };

const texts: Record<FailCode, string> & Record<string, string | undefined> = english.reasons;

/** Why a run waits or has failed: as the API says it, and what it is said with in the reader's language. */
export type Reason = {
  reason: string | null;
  reasonCode: string | null;
  /** A text of `submissions.reasons`; null where the code has none. */
  reasonKey: string | null;
  reasonDetail: string | null;
};

export function reasonOf(run: {
  reason: string | null;
  status: string;
  reasonDetail: string | null;
}): Reason {
  const { reason: code, reasonDetail } = run;
  if (code === null) return { reason: null, reasonCode: null, reasonKey: null, reasonDetail: null };
  const over = `${code}-over`;
  const key = run.status === "failed" && texts[over] ? over : code;
  const text = texts[key];
  return {
    reason: [text, reasonDetail].filter(Boolean).join(" ") || code,
    reasonCode: code,
    reasonKey: text ? key : null,
    reasonDetail,
  };
}
