type Causes = { leaseLost: AbortController; paused: AbortController };
type OfWorker = { kill: AbortController; shutdown: AbortController };

export type CallSignals = {
  /** Ends calls in flight: the lease was lost, or the worker is killed. */
  cut: AbortSignal;
  /** Begins no more: also where the run was paused or the worker shuts down. */
  stop: AbortSignal;
};

/** Returns when calls under one lease end, and when no more begin. */
export function callSignals({ kill, shutdown }: OfWorker, { leaseLost, paused }: Causes): CallSignals {
  const cut = AbortSignal.any([leaseLost.signal, kill.signal]);
  return { cut, stop: AbortSignal.any([cut, paused.signal, shutdown.signal]) };
}
