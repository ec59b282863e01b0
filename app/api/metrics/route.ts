import { apiRoute } from "#/app/api/door/api-route.ts";
import { metricsText } from "#/features/operations/metrics-text.ts";
import { boardMetrics } from "#/features/operations/queries.ts";

export const dynamic = "force-dynamic";

export const GET = apiRoute(async () => {
  const text = metricsText(await boardMetrics());
  return new Response(text, { headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" } });
});
