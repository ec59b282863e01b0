import { apiRoute } from "#/app/api/door/api-route.ts";
import { beginStream } from "#/app/api/door/limit-streams.ts";
import { eventId, submissionEvents } from "#/app/api/door/submission-events.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { submissionView } from "#/features/submissions/queries.ts";

export const GET = apiRoute<{ id: string }>(async ({ request, actor, params }) => {
  const view = await submissionView(actor, params.id);
  // An EventSource reconnects after every end; only 204 tells it to stop.
  if (!isActive(view.status) && request.headers.get("last-event-id") === eventId(view)) {
    return new Response(null, { status: 204 });
  }
  const stream = submissionEvents(view, () => submissionView(actor, params.id), {
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
