import { apiRoute } from "#/app/api/_http/api-route.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";

export const POST = apiRoute<{ id: string }>(async ({ actor, params, url }) =>
  Response.json(await publishSubmission(actor, params.id, url.searchParams.get("name")?.slice(0, 100))),
);
