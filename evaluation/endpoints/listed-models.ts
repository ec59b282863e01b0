import { z } from "zod";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { errorFromReply } from "#/evaluation/endpoints/errors/response-error.ts";
import { cutRedacted } from "#/evaluation/endpoints/http/cut-redacted.ts";
import type { HttpReply } from "#/evaluation/endpoints/http/http-pool.ts";
import { listOf } from "#/evaluation/endpoints/replies/first-fault.ts";

const mostListed = 10_000;
const longestId = 300;

const list = z.union([
  z.object({ data: listOf(z.object({ id: z.string() })) }).transform(({ data }) => data.map(({ id }) => id)),
  z
    .object({ models: listOf(z.object({ name: z.string() })) })
    .transform(({ models }) => models.map(({ name }) => name.replace(/^models\//, ""))),
]);

/**
 * Model ids of OpenAI's and Anthropic's `{data:[{id}]}` or Gemini's `{models:[{name}]}`; null where the server
 * has no such list. Throws EndpointError `auth` where it refuses the key.
 */
export function readListedModels(reply: HttpReply, redact: Redact): string[] | null {
  if (reply.status !== 200) {
    const error = errorFromReply(reply, redact);
    if (error.kind === "auth") throw error;
    return null;
  }
  try {
    const ids = list.safeParse(JSON.parse(reply.body)).data;
    return ids?.slice(0, mostListed).map((id) => cutRedacted(id, longestId, redact)) ?? null;
  } catch {
    return null;
  }
}
