import { apiRoute } from "#/app/api/_http/api-route.ts";
import { listDatasets } from "#/features/datasets/queries.ts";
import { visibleContentHash } from "#/features/datasets/visible-content-hash.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";

export const GET = apiRoute(async () => {
  const datasets = await listDatasets();
  return Response.json({
    datasets: datasets.map((dataset) => ({
      slug: dataset.slug,
      version: dataset.version,
      task: dataset.task,
      split: dataset.split,
      items: dataset.itemCount,
      images: dataset.imageCount,
      answers: dataset.answers,
      generated: dataset.generated,
      contentHash: visibleContentHash(dataset),
      evaluable: runnerFor(dataset.task) !== null && dataset.imageCount > 0,
      importedAt: dataset.createdAt.toISOString(),
    })),
  });
});
