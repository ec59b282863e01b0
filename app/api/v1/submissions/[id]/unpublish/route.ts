import { apiRoute } from "#/app/api/_http/api-route.ts";
import { unpublishSubmission } from "#/features/submissions/unpublish-submission.ts";

export const POST = apiRoute<{ id: string }>(async ({ actor, params }) =>
  Response.json(await unpublishSubmission(actor, params.id)),
);
