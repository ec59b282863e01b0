import { apiRoute } from "#/app/api/_http/api-route.ts";
import { boardMetrics } from "#/features/metrics/board-metrics.ts";
import { isScraper } from "#/features/metrics/is-scraper.ts";
import { requireMetricsReader } from "#/features/metrics/policy.ts";

export const dynamic = "force-dynamic";

const forScrapers = apiRoute(answer, { unlimited: true });
const forAdmins = apiRoute(
  ({ actor }) => {
    requireMetricsReader(actor);
    return answer();
  },
  { unlimited: true },
);

type Context = { params: Promise<unknown> };

/** For the bearer of METRICS_TOKEN and administrators. */
export const GET = (request: Request, context: Context): Promise<Response> => {
  if (!isScraper(request.headers.get("authorization"))) return forAdmins(request, context);
  // It is no API token, so the door of the API must not look for its owner.
  return forScrapers(new Request(request.url, { signal: request.signal }), context);
};

async function answer(): Promise<Response> {
  const headers = { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" };
  return new Response(await boardMetrics(), { headers });
}
