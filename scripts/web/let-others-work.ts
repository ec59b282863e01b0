import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

const mostlyIdle = 0.5;

/**
 * Leaves the event loop to whatever else waits for it, after something has taken `tookMs` of it: for half as long, and
 * for as long again where it is used.
 */
export async function letOthersWork(tookMs: number): Promise<void> {
  const before = performance.eventLoopUtilization();
  await delay(tookMs / 2);
  if (performance.eventLoopUtilization(before).utilization > mostlyIdle) await delay(tookMs / 2);
}
