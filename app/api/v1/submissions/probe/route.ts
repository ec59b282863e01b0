import { apiRoute } from "#/app/api/door/api-route.ts";
import { readJson } from "#/app/api/door/read-json.ts";
import { probeEndpoint } from "#/features/submissions/probe-endpoint.ts";

export const POST = apiRoute(async ({ request, actor }) =>
  Response.json(await probeEndpoint(actor, await readJson(request), request.signal)),
);
