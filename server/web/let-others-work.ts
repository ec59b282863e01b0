import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

const mostlyIdle = 0.5;
const longestPauseMs = 150;

/**
 * Leaves the event loop to whatever else waits for it, after something has taken `tookMs` of it: for half as long, and
 * for as long again where it is used, but never for so long that those who wait for their turn would notice.
 */
export async function letOthersWork(tookMs: number): Promise<void> {
  const pauseMs = Math.min(tookMs / 2, longestPauseMs);
  const before = performance.eventLoopUtilization();
  await delay(pauseMs);
  if (performance.eventLoopUtilization(before).utilization > mostlyIdle) await delay(pauseMs);
}
