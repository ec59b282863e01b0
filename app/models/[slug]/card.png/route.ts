import { apiRoute } from "#/app/api/_http/api-route.ts";
import { cardPng } from "#/features/share/card-png.ts";
import { modelCardFacts } from "#/features/share/model-card-facts.ts";

export const GET = apiRoute<{ slug: string }>(async ({ params: { slug } }) => {
  const picture = await cardPng(await modelCardFacts(slug));
  return new Response(new Uint8Array(picture), {
    headers: { "Content-Type": "image/png", "Cache-Control": "public, max-age=300" },
  });
});
