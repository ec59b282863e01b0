import { apiRoute } from "#/app/api/_http/api-route.ts";
import { readJson } from "#/app/api/_http/read-json.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";

export const POST = apiRoute<{ id: string }>(async ({ request, actor, params }) =>
  Response.json(await retrySubmission(actor, params.id, (await readJson(request)) ?? {})),
);
