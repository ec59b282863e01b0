import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { createRedactor } from "#/evaluation/endpoints/errors/redact.ts";
import { bodyText } from "#/evaluation/endpoints/http/body-text.ts";
import type { WireReply } from "#/evaluation/endpoints/http/http-exchange.ts";
import { type Readings, readReply } from "#/evaluation/endpoints/replies/read-reply.ts";
import { serveThread } from "#/lib/threads/serve-thread.ts";

export type ReplyJob = {
  as: keyof Readings;
  reply: Pick<WireReply, "status" | "headers">;
  /** The reply's body stands at the start of `memory`, which both sides see: it is copied once and nothing is allocated. */
  memory: SharedArrayBuffer;
  length: number;
  apiKey: string | null;
  readAt: readonly string[] | null;
};

/** An EndpointError does not cross over as one. */
export type ReplyAnswer =
  | { read: Readings[keyof Readings] }
  | {
      failure: Pick<
        EndpointError,
        "kind" | "message" | "status" | "retryAfterMs" | "redirectsTo" | "stopsRun"
      >;
    };

serveThread(({ as, reply, memory, length, apiKey, readAt }: ReplyJob): ReplyAnswer => {
  const body = bodyText(Buffer.from(memory, 0, length));
  try {
    return { read: readReply(as, { ...reply, body }, createRedactor(apiKey), readAt) };
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    const { kind, message, status, retryAfterMs, redirectsTo, stopsRun } = error;
    return { failure: { kind, message, status, retryAfterMs, redirectsTo, stopsRun } };
  }
});
