import { apiRoute } from "#/app/api/door/api-route.ts";
import { readJson } from "#/app/api/door/read-json.ts";
import { dryRun } from "#/features/submissions/dry-run.ts";

export const POST = apiRoute(async ({ request, actor }) =>
  Response.json(await dryRun(actor, await readJson(request), request.signal)),
);
