import { apiRoute } from "#/app/api/door/api-route.ts";
import { badgeOf } from "#/features/models/badge-of.ts";

export const GET = apiRoute<{ slug: string }>(async ({ params: { slug }, url }) => {
  const svg = await badgeOf(slug, url.searchParams.get("dataset"));
  return new Response(svg, {
    headers: { "Content-Type": "image/svg+xml; charset=utf-8", "Cache-Control": "public, max-age=300" },
  });
});
