import { apiRoute } from "#/app/api/_http/api-route.ts";
import { readJson } from "#/app/api/_http/read-json.ts";
import { probeEndpoint } from "#/features/submissions/trial/probe-endpoint.ts";

export const POST = apiRoute(async ({ request, actor }) =>
  Response.json(await probeEndpoint(actor, await readJson(request), request.signal)),
);
