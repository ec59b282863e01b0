import { apiRoute } from "#/app/api/_http/api-route.ts";
import { setQuotaHeaders } from "#/app/api/_http/quota-headers.ts";
import { readJson } from "#/app/api/_http/read-json.ts";
import { listSubmissions } from "#/features/submissions/queries.ts";
import { submit } from "#/features/submissions/submit.ts";

export const GET = apiRoute(async ({ actor }) =>
  Response.json({ submissions: await listSubmissions(actor) }),
);

export const POST = apiRoute(async ({ request, actor }) => {
  const key = request.headers.get("idempotency-key") ?? undefined;
  const answer = await submit(actor, await readJson(request), key);
  const response = Response.json(answer, { status: 201, headers: { Location: answer.url } });
  return setQuotaHeaders(response, actor);
});
