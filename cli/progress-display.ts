import type { Progress } from "#/lib/progress.ts";

type Screen = { isTTY?: boolean; write(text: string): unknown };
type Step = { name: string; startMs: number; shownMs: number; done: number };

const redrawMs = 100;
/** Where nothing can be drawn over, as in a log. */
const lineMs = 5000;
const clearLine = "\r\u001b[K";

/**
 * Shows how far a long work is, with its rate and the time left: on a terminal in one line that is drawn again, elsewhere a
 * line every five seconds. Short steps show nothing that stays. `now` in milliseconds, never running backwards.
 */
export function progressDisplay(screen: Screen, now: () => number): { progress: Progress; end(): void } {
  let step: Step | null = null;
  let isDrawn = false;
  const clear = () => {
    if (isDrawn) screen.write(clearLine);
    isDrawn = false;
  };
  const progress: Progress = (name, done, total) => {
    const at = now();
    if (step?.name !== name || done < step.done) step = { name, startMs: at, shownMs: at, done };
    step.done = done;
    if (at - step.shownMs < (screen.isTTY ? redrawMs : lineMs)) return;
    step.shownMs = at;
    const text = progressText(step, total, at - step.startMs);
    screen.write(screen.isTTY ? `${clearLine}${text}` : `${text}\n`);
    isDrawn = Boolean(screen.isTTY);
  };
  return { progress, end: clear };
}

function progressText({ name, done }: Step, total: number | null, pastMs: number): string {
  const perSecond = done / (pastMs / 1000);
  const parts = [total === null ? `${count(done)} ${name}` : `${count(done)} of ${count(total)} ${name}`];
  if (total) parts[0] += ` (${Math.floor((100 * done) / total)} %)`;
  if (done > 0)
    parts.push(`${perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond))} a second`);
  if (done > 0 && total !== null && done < total) {
    parts.push(`${duration(Math.ceil((total - done) / perSecond))} left`);
  }
  return parts.join(", ");
}

function count(value: number): string {
  return value.toLocaleString("en");
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
