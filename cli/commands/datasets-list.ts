import type { Command } from "#/cli/command.ts";
import { tableText } from "#/cli/table-text.ts";
import { listDatasets } from "#/features/datasets/queries.ts";

export const datasetsList: Command = {
  name: "datasets list",
  about: "Lists the latest version of every dataset.",
  args: [],
  options: {},
  async run() {
    const datasets = (await listDatasets()).map((dataset) => ({
      slug: dataset.slug,
      version: dataset.version,
      task: dataset.task,
      items: dataset.itemCount,
      images: dataset.imageCount,
      answers: dataset.answers,
      generated: dataset.generated,
      imported: dataset.createdAt.toISOString(),
    }));
    const head = ["dataset", "version", "task", "items", "images", "answers", "imported"];
    const rows = datasets.map(({ slug, version, task, items, images, answers, imported }) => [
      slug,
      version,
      task,
      items,
      images,
      answers,
      imported.slice(0, 10),
    ]);
    return {
      value: datasets,
      text: rows.length > 0 ? tableText([head, ...rows]) : "No dataset is imported yet.\n",
    };
  },
};
