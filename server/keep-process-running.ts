import { type Command, startChild } from "#/server/child-process.ts";
import { type BeatPatience, watchBeats } from "#/server/watch-heartbeats.ts";

const firstWaitMs = 1000;
const longestWaitMs = 30_000;
const settledMs = 60_000;

type Supervision = {
  onStart(pid: number): Promise<void>;
  onCrash(line: string): void;
  /** How long its event loop may stand still before it is ended; null: for ever. */
  patience: BeatPatience | null;
};

/**
 * Keeps a process alive: when it ends by itself it is started again, later each time it fails soon; when its event loop
 * stands still it is ended first.
 */
export function keepRunning(
  command: Command,
  { onStart, onCrash, patience }: Supervision,
): { stop(): Promise<void> } {
  let stopping = false;
  let failures = 0;
  let again: NodeJS.Timeout | undefined;
  let child = launch();

  function launch() {
    const startedAt = performance.now();
    const started = startChild(command);
    let silentSeconds = 0;
    const watch =
      patience &&
      watchBeats(started.beats, patience, (seconds) => {
        silentSeconds = seconds;
        if (!stopping) started.kill();
      });
    void onStart(started.pid);
    void started.exited.then(({ words: message }) => {
      watch?.stop();
      if (stopping) return;
      const settled = silentSeconds > 0 || performance.now() - startedAt > settledMs;
      failures = settled ? 1 : failures + 1;
      const waitMs = Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs);
      const why =
        silentSeconds > 0
          ? `${command.name} did not get to its events for ${silentSeconds} s and was ended`
          : message;
      onCrash(`${why}; it is started again in ${waitMs / 1000} s`);
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
