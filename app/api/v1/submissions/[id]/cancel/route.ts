import { apiRoute } from "#/app/api/_http/api-route.ts";
import { cancelSubmission } from "#/features/submissions/cancel-submission.ts";

export const POST = apiRoute<{ id: string }>(async ({ actor, params }) =>
  Response.json(await cancelSubmission(actor, params.id)),
);
