/** What a stranger was told, summed over an attack. */
export type Told = {
  /** How often each status came; 0 where the connection ended without one. */
  statuses: Record<string, number>;
  /** The largest answer that refuses something. */
  largestRefusalBytes: number;
  /** The first refusal's words, shortened. */
  firstRefusal: string | null;
  /** The first answer with 500 or the like, shortened. */
  firstFailure: string | null;
  /** What went wrong in the bench's own code. */
  trouble: string | null;
};

export const nothingTold = (): Told => ({
  statuses: {},
  largestRefusalBytes: 0,
  firstRefusal: null,
  firstFailure: null,
  trouble: null,
});

/** 503 says that the board is busy, which it may be to a stranger; the other ones say that it broke. */
export function isFailure(status: number): boolean {
  return status >= 500 && status !== 503;
}

export function addTold(told: Told, status: number, bytes: number, start: string): void {
  told.statuses[status] = (told.statuses[status] ?? 0) + 1;
  if (status < 400) return;
  told.largestRefusalBytes = Math.max(told.largestRefusalBytes, bytes);
  told.firstRefusal ??= shortened(start);
  if (isFailure(status)) told.firstFailure ??= shortened(start);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
