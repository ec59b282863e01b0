import { apiRoute } from "#/app/api/_http/api-route.ts";
import { cardPng } from "#/features/share/card-png.ts";
import { leaderboardCardFacts } from "#/features/share/leaderboard-card-facts.ts";
import { AppError } from "#/lib/errors.ts";
import { Task } from "#/prisma/generated/enums.ts";

export const GET = apiRoute<{ task: string }>(async ({ params }) => {
  const task = Object.values(Task).find((known) => known === params.task);
  if (!task) throw new AppError("not-found", `There is no leaderboard ${params.task}.`);
  const picture = await cardPng(await leaderboardCardFacts(task));
  return new Response(new Uint8Array(picture), {
    headers: { "Content-Type": "image/png", "Cache-Control": "public, max-age=300" },
  });
});
