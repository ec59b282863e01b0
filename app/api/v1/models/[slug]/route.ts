import { apiRoute } from "#/app/api/_http/api-route.ts";
import { authorizeExactScores } from "#/features/leaderboards/authorize-exact-scores.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { modelBySlug } from "#/features/model-pages/queries.ts";
import { AppError } from "#/lib/errors.ts";
import type { Task } from "#/prisma/generated/client.ts";

export const GET = apiRoute<{ slug: string }>(async ({ params: { slug }, actor }) => {
  const model = await modelBySlug(slug);
  if (!model || model.entries.length === 0) {
    throw new AppError("not-found", `There is no published model ${slug}.`);
  }
  const places = new Map(model.entries.map((entry) => [`${entry.task} ${entry.datasetSlug}`, entry]));
  const results = await Promise.all(
    [...places.values()].map(async (place) =>
      resultsOn(place, model.slug, await authorizeExactScores(actor, place.task, place.datasetSlug)),
    ),
  );
  const { slug: now, name, kind, organization, url } = model;
  return Response.json({ slug: now, name, kind, organization, url, results: results.flat() });
});

async function resultsOn(place: { task: Task; datasetSlug: string }, slug: string, exact: boolean) {
  const board = await leaderboard(place.task, place.datasetSlug, { exact });
  return board.rows
    .filter((row) => row.model.slug === slug)
    .map(({ model: _, ...row }) => ({ task: board.task, dataset: place.datasetSlug, ...row }));
}
