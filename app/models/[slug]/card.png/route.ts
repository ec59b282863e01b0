import { apiRoute } from "#/app/api/_http/api-route.ts";
import { drawCard } from "#/features/share/draw-card.ts";
import { modelCard } from "#/features/share/model-card.ts";

export const GET = apiRoute<{ slug: string }>(async ({ params: { slug } }) => {
  const picture = await drawCard(await modelCard(slug));
  return new Response(new Uint8Array(picture), {
    headers: { "Content-Type": "image/png", "Cache-Control": "public, max-age=300" },
  });
});
