import { concernsOf, pairSubsets, quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { baselineSlices } from "#/features/dataset-import/baseline-slices.ts";
import type { ImportReport, KeyField } from "#/features/dataset-import/schema.ts";
import type { ItemWithImages, Stored } from "#/features/dataset-import/store-dataset.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

const listed = 5;

export function importReport(
  { dataset, unchanged, hidden, newKeys, attached }: Stored,
  items: readonly ItemWithImages[],
  asked: { answers?: "public" | "hidden" },
  howRead: readonly string[] = [],
): ImportReport {
  const missing = items.filter(lacksImage);
  const { id, slug, version, task, answers, hasAnswers, itemCount, imageCount } = dataset;
  return {
    id,
    dataset: slug,
    version,
    unchanged,
    task,
    answers,
    hasAnswers,
    items: itemCount,
    images: imageCount,
    missingImages: missing.length,
    keys: dataset.keyField as KeyField,
    ...(taskTraits[task].isGraded && perceptionFigures(items)),
    ...(items.some(({ subset }) => subset !== null) && { subsets: count(items.map(({ subset }) => subset)) }),
    notes: [
      ...howRead,
      ...(attached > 0 ? [`${attached} pictures were attached to version ${version}; its scores stay.`] : []),
      ...keyNotes(newKeys, dataset.keyField),
      ...answerNotes(dataset, asked),
      ...hiddenNotes(hidden, dataset, asked),
      ...imageNotes(missing, items.length),
    ],
  };
}

function lacksImage(item: ItemWithImages): boolean {
  return item.imageHash === null || (item.secondPath !== null && item.secondHash === null);
}

function perceptionFigures(items: readonly ItemWithImages[]) {
  const { random } = baselineSlices(items);
  return {
    questionTypes: count(items.map((item) => questionTypes[item.questionType ?? -1] ?? null)),
    concerns: count(items.map((item) => concernsOf(item)[0] ?? null)),
    randomGuess: Object.fromEntries(random.map(({ slice, value }) => [slice, value ?? 0])),
  };
}

function count(names: readonly (string | null)[]): Record<string, number> {
  const order: readonly string[] = [...questionTypes, ...quadrants, ...pairSubsets];
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

function answerNotes({ hasAnswers }: Dataset, asked: { answers?: "public" | "hidden" }): string[] {
  if (hasAnswers) return [];
  const hidden = asked.answers === "public" ? " --answers public was changed to hidden:" : "";
  return [`The file holds no answers:${hidden} models can be asked and listed, but not scored on it.`];
}

function hiddenNotes(
  hidden: readonly number[],
  { answers, hasAnswers }: Dataset,
  asked: { answers?: "public" | "hidden" },
): string[] {
  if (hidden.length > 0) {
    const which = `version${hidden.length > 1 ? "s" : ""} ${hidden.join(", ")}`;
    return [
      `The answers of ${which} were public and are hidden now. If they may be seen, show them on /admin.`,
    ];
  }
  if (!hasAnswers || asked.answers !== "public" || answers === "public") return [];
  return ["The answers were hidden since, and stay hidden: an import shows none. Show them on /admin."];
}

function keyNotes(newKeys: number, field: string | null): string[] {
  if (newKeys === 0) return [];
  return [`The ${newKeys} items were stored without keys and have those of the file now (${field}).`];
}

function imageNotes(missing: readonly ItemWithImages[], total: number): string[] {
  if (missing.length === 0) return [];
  const names = missing.slice(0, listed).map(({ imagePath }) => imagePath);
  const more = missing.length > listed ? ", …" : "";
  const which = missing.length === total ? "No item has its image" : `${missing.length} items lack an image`;
  return [
    `${which} (${names.join(", ")}${more}): such items are listed and scored from files, not sent to an endpoint. Import again with --images DIR to add them.`,
  ];
}
