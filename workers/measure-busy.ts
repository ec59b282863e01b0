import { performance } from "node:perf_hooks";

const windowMs = 100;

/**
 * Returns the part of the time since it was last told in which the event loop had work or all threads together used a
 * processor, from 0 to 1; null within a tenth of a second. A loop that other processes keep from its processor is busy too.
 */
export function measureBusy(): () => number | null {
  let at = performance.now();
  let loop = performance.eventLoopUtilization();
  let cpu = process.cpuUsage();
  return () => {
    const now = performance.now();
    if (now - at < windowMs) return null;
    const { user, system } = process.cpuUsage(cpu);
    const threads = (user + system) / 1000 / (now - at);
    const { utilization } = performance.eventLoopUtilization(loop);
    at = now;
    loop = performance.eventLoopUtilization();
    cpu = process.cpuUsage();
    return Math.min(1, Math.max(utilization, threads));
  };
}
