import type { Command } from "#/cli/command.ts";
import { keyValueText } from "#/cli/key-value-text.ts";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { type ImportReport, importFormats, importInput } from "#/features/dataset-import/schema.ts";
import { groupRules } from "#/features/datasets/group-rule.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const datasetsImport: Command = {
  name: "datasets import",
  about: "Imports a dataset, whole or not at all; the same content again changes nothing.",
  args: ["FILE"],
  options: {
    as: { about: "the file's format", choices: importFormats, required: true },
    slug: { about: "the dataset's name, such as llvisionqa-dev", value: "SLUG", required: true },
    images: { about: "folder with the images, matched by file name", value: "DIR" },
    answers: {
      about: "who may see the answers (default: hidden, then those of older versions too)",
      choices: ["public", "hidden"],
    },
    "lower-is-better": { about: "iqa: less is better in the file, as with most DMOS; scores are reflected" },
    "new-version": { about: "although published rows leave the current table with it" },
    split: { about: "iqa, vlmevalkit: only the rows of this split", value: "NAME" },
    group: { about: "what items share (default: as their file names tell)", choices: groupRules },
  },
  async run({ option, needed, flag, progress }) {
    const report = await importDataset(
      {
        file: needed("FILE"),
        as: importInput.shape.as.parse(needed("as")),
        slug: needed("slug"),
        imagesFolder: option("images"),
        answers: importInput.shape.answers.parse(option("answers")),
        lowerIsBetter: flag("lower-is-better"),
        split: option("split"),
        newVersion: flag("new-version"),
        group: importInput.shape.group.parse(option("group")),
      },
      await operatorUser(),
      progress,
    );
    return { value: report, text: reportText(report) };
  },
};

function reportText(report: ImportReport): string {
  const { dataset, version, unchanged, task, answers, items, images, missingImages, notes } = report;
  const counts = (of: Record<string, number> | undefined) =>
    of
      ? Object.entries(of)
          .map(([name, count]) => `${name} ${count}`)
          .join(", ") || null
      : null;
  const overall = report.randomGuess?.overall;
  const facts = keyValueText({
    dataset: `${dataset}, version ${version}${unchanged ? ", unchanged" : ""}`,
    task,
    answers,
    items,
    images,
    "missing images": missingImages,
    "question types": counts(report.questionTypes),
    concerns: counts(report.concerns),
    subsets: counts(report.subsets),
    "random guess": overall === undefined ? null : `${(100 * overall).toFixed(2)} % overall`,
  });
  return facts + notes.map((note) => `${note}\n`).join("");
}
