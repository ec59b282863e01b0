const leastMs = 16;

/**
 * Milliseconds of processor time that one run takes, by the kernel's count of this thread: what else the machine does
 * in the meantime is not in it. Runs are repeated until the count, which goes by ticks, is known to about a tenth.
 */
export function processorMs(run: () => void): number {
  const start = used();
  let runs = 0;
  let took = 0;
  for (let batch = 1; took < leastMs; batch *= 2) {
    for (let time = 0; time < batch; time += 1) run();
    runs += batch;
    took = used() - start;
  }
  return took / runs;
}

function used(): number {
  const { user, system } = (process.threadCpuUsage ?? process.cpuUsage)();
  return (user + system) / 1000;
}
