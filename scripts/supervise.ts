import { type Command, startChild } from "#/scripts/child-process.ts";

const longestWaitMs = 30_000;
const settledMs = 60_000;

/** Keeps a process alive: when it ends by itself it is started again, later each time it fails soon. */
export function supervise(
  command: Command,
  { onStart, onCrash }: { onStart(pid: number): Promise<void>; onCrash(line: string): void },
): { stop(): Promise<void> } {
  let stopping = false;
  let failures = 0;
  let again: NodeJS.Timeout | undefined;
  let child = launch();

  function launch() {
    const startedAt = Date.now();
    const started = startChild(command);
    void onStart(started.pid);
    void started.exited.then(({ words }) => {
      if (stopping) return;
      failures = Date.now() - startedAt > settledMs ? 1 : failures + 1;
      const waitMs = Math.min(1000 * 2 ** (failures - 1), longestWaitMs);
      onCrash(`${words}; it is started again in ${waitMs / 1000} s`);
      again = setTimeout(() => {
        child = launch();
      }, waitMs);
    });
    return started;
  }

  return {
    stop: async () => {
      stopping = true;
      clearTimeout(again);
      await child.stop();
    },
  };
}
