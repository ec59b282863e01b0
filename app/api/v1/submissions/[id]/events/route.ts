import { apiRoute } from "#/app/api/_http/api-route.ts";
import { beginStream } from "#/app/api/_http/limit-streams.ts";
import { askerOf } from "#/app/api/_http/quota-headers.ts";
import { readInTurn } from "#/app/api/_http/read-turns.ts";
import { eventId, submissionEvents } from "#/app/api/_http/submission-events.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { submissionView } from "#/features/submissions/queries.ts";

export const GET = apiRoute<{ id: string }>(async ({ request, actor, params }) => {
  const view = await submissionView(actor, params.id);
  // An EventSource reconnects after every end; only 204 tells it to stop.
  if (!isActive(view.status) && request.headers.get("last-event-id") === eventId(view)) {
    return new Response(null, { status: 204 });
  }
  const asker = askerOf(request, actor);
  const read = () => readInTurn(asker, () => submissionView(actor, params.id), request.signal);
  const stream = submissionEvents(view, read, {
    left: request.signal,
    onEnd: beginStream(request, actor),
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
});
