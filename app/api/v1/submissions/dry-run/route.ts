import { apiRoute } from "#/app/api/_http/api-route.ts";
import { readJson } from "#/app/api/_http/read-json.ts";
import { dryRun } from "#/features/submissions/trial/dry-run.ts";

export const POST = apiRoute(async ({ request, actor }) =>
  Response.json(await dryRun(actor, await readJson(request), request.signal)),
);
