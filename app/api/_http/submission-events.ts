import { setTimeout as wait } from "node:timers/promises";
import { pacedStream } from "#/app/api/_http/paced-stream.ts";
import { progressChannel } from "#/features/runs/progress-channel.ts";
import { isActive } from "#/features/runs/run-status.ts";
import type { SubmissionView } from "#/features/submissions/submission-view.ts";
import { listen } from "#/lib/notifications.ts";

const heartbeatMs = 15_000;
const shortestGapMs = 1_000;

/**
 * Server-sent events: the whole view at once and after every change, until the submission ends. Each event
 * stands for itself, so a reader who comes back has missed nothing.
 */
export function submissionEvents(
  first: SubmissionView,
  read: () => Promise<SubmissionView>,
  { left, onEnd }: { left: AbortSignal; onEnd: () => void },
): ReadableStream<Uint8Array> {
  const closed = new AbortController();
  const events = changes(first, read, AbortSignal.any([left, closed.signal]));
  return pacedStream(encoded(events), () => {
    closed.abort();
    onEnd();
  });
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}

async function* changes(
  first: SubmissionView,
  read: () => Promise<SubmissionView>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let change = Promise.withResolvers<void>();
  const stop = await listen(progressChannel, (id) => (id === null || id === first.id) && change.resolve());
  try {
    let shown = await read();
    yield statusEvent(shown) + progressEvent(shown);
    while (isActive(shown.status) && !signal.aborted) {
      const hasChanged = await Promise.race([change.promise.then(() => true), pause(heartbeatMs, signal)]);
      if (signal.aborted) return;
      change = Promise.withResolvers<void>();
      const view = await read();
      if (view.status !== shown.status) yield statusEvent(view);
      yield JSON.stringify(view) === JSON.stringify(shown) ? ": still here\n\n" : progressEvent(view);
      shown = view;
      if (hasChanged && isActive(shown.status)) await pause(shortestGapMs, signal);
    }
  } finally {
    stop();
  }
}

export function eventId(view: SubmissionView): string {
  const sum = (count: "done" | "missing") => view.runs.reduce((total, run) => total + run[count], 0);
  return `${view.status}-${sum("done")}-${sum("missing")}`;
}

function progressEvent(view: SubmissionView): string {
  return `id: ${eventId(view)}\nevent: progress\ndata: ${JSON.stringify(view)}\n\n`;
}

function statusEvent({ id, status, reason }: SubmissionView): string {
  return `event: status\ndata: ${JSON.stringify({ id, status, reason })}\n\n`;
}

async function pause(ms: number, signal: AbortSignal): Promise<false> {
  await wait(ms, undefined, { signal }).catch(() => {});
  return false;
}
