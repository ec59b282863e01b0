/** Resolves at the first Ctrl-C or SIGTERM; the ones after it are ignored, since the way out is already under way. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => done(signal));
  });
}
