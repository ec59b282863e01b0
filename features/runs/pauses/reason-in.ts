import type { Reason } from "#/features/runs/pauses/reason-of.ts";

/** Returns a reason in the reader's language; `text` reads `submissions.reasons`, `sentence` what is stored as prose. */
export function reasonIn(
  { reason, reasonKey, reasonDetail }: Reason,
  text: (key: string) => string,
  sentence: (english: string) => string,
): string {
  const detail = reasonDetail && sentence(reasonDetail);
  const known = reasonKey && text(reasonKey);
  if (known && detail) return /[。！？]$/.test(known) ? known + detail : `${known} ${detail}`;
  return known || detail || (reason ?? "");
}
