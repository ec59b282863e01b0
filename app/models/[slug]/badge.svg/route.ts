import { apiRoute } from "#/app/api/_http/api-route.ts";
import { modelBadge } from "#/features/model-pages/model-badge.ts";

export const GET = apiRoute<{ slug: string }>(async ({ params: { slug }, url }) => {
  const svg = await modelBadge(slug, url.searchParams.get("dataset"));
  return new Response(svg, {
    headers: { "Content-Type": "image/svg+xml; charset=utf-8", "Cache-Control": "public, max-age=300" },
  });
});
