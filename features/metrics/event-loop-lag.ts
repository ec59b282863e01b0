import { monitorEventLoopDelay } from "node:perf_hooks";

export type Lag = { median: number; p99: number; longest: number };

const resolutionMs = 20;
const nanosecond = 1e-9;

/** Measures from now on how late timers of this process come; reading it begins a new window. In seconds. */
export function measureLag(): () => Lag {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  return () => {
    const read = (value: number) =>
      Number.isFinite(value) ? Math.max(0, value * nanosecond - resolutionMs / 1000) : 0;
    const lag = {
      median: read(histogram.percentile(50)),
      p99: read(histogram.percentile(99)),
      longest: histogram.count > 0 ? read(histogram.max) : 0,
    };
    histogram.reset();
    return lag;
  };
}
