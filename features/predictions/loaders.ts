import { type FileTask, fileTasks } from "#/evaluation/tasks/task.ts";
import { listDatasets } from "#/features/datasets/queries.ts";
import { datasetNames } from "#/features/submissions/loaders.ts";

export type PredictionDataset = {
  slug: string;
  name: string;
  task: FileTask;
  items: number;
};

/** Datasets that a file of predictions can be scored on. */
export async function loadPredictionDatasets(): Promise<PredictionDataset[]> {
  const datasets = await listDatasets();
  const names = await datasetNames(datasets.map(({ slug }) => slug));
  return datasets.flatMap(({ slug, task: of, itemCount }) => {
    const task = fileTasks.find((known) => known === of);
    return task ? [{ slug, name: names[slug] ?? slug, task, items: itemCount }] : [];
  });
}
