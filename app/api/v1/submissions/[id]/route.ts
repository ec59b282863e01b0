import { apiRoute } from "#/app/api/_http/api-route.ts";
import { submissionView } from "#/features/submissions/queries.ts";

export const GET = apiRoute<{ id: string }>(async ({ actor, params }) =>
  Response.json(await submissionView(actor, params.id)),
);
