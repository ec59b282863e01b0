import type { Progress } from "#/lib/progress.ts";

const newline = 10;

/** Returns what takes COPY text piece by piece, a row a line, and tells how many rows of `total` there were so far. */
export function rowProgress(progress: Progress, step: string, total: number): (chunk: Buffer) => void {
  let rows = 0;
  return (chunk) => {
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) rows++;
    // A total that is the planner's guess may be too low.
    progress(step, rows, rows > total ? null : total);
  };
}
