import { longestTryMs } from "#/features/runs/pauses/pause-rule.ts";

/**
 * SQL over `runs` that are being paused: since when they are in trouble. A try that took too long to be one is left
 * out: the board was off, or drained, and asked nothing.
 */
export const outageStart = `coalesce(least(now(), paused_since + greatest(interval '0',
  now() - (settings->>'stretchAt')::timestamptz - interval '${longestTryMs} milliseconds')), now())`;
