/**
 * Counts attempts per key inside a sliding window, in this process's memory: a restart forgets them, and
 * several web processes each allow the limit. That slows guessing enough for passwords of ten characters.
 */
export function attemptLimit(limit: number, windowMs: number, now: () => number = Date.now) {
  const attempts = new Map<string, number[]>();
  const recent = (key: string) => (attempts.get(key) ?? []).filter((at) => now() - at < windowMs);
  return {
    exceeded: (key: string): boolean => recent(key).length >= limit,
    count(key: string): void {
      if (attempts.size > 10_000)
        for (const old of attempts.keys()) if (!recent(old).length) attempts.delete(old);
      attempts.set(key, [...recent(key), now()].slice(-limit));
    },
    forget: (key: string): boolean => attempts.delete(key),
  };
}
