import { basename } from "node:path";
import type { AuditActor } from "#/features/access/record-audit.ts";
import { contentHash } from "#/features/dataset-import/content-hash.ts";
import { importReport } from "#/features/dataset-import/import-report.ts";
import { refuseProblems } from "#/features/dataset-import/problems.ts";
import { type ImportInput, type ImportReport, importInput } from "#/features/dataset-import/schema.ts";
import { folderImages } from "#/features/dataset-import/sources/folder-images.ts";
import { openSource } from "#/features/dataset-import/sources/open-source.ts";
import type { Source } from "#/features/dataset-import/sources/source.ts";
import { type ItemWithImages, storeDataset } from "#/features/dataset-import/store-dataset.ts";
import { type StoredImage, takeImages } from "#/features/dataset-import/take-images.ts";
import { AppError } from "#/lib/errors.ts";
import { noProgress, type Progress } from "#/lib/progress.ts";

/**
 * Imports a file as a new version of a dataset, whole or not at all; the same content again changes nothing, unless its
 * answers are to be hidden. No import opens answers that are hidden.
 */
export async function importDataset(
  input: ImportInput,
  by: AuditActor = { from: "shell" },
  progress: Progress = noProgress,
): Promise<ImportReport> {
  const {
    file,
    as,
    slug,
    imagesFolder,
    answers,
    group,
    generated = false,
    newVersion,
    ...how
  } = parseInput(input);
  const name = basename(file);
  const source = await openSource(as, file, how);
  refuseProblems(source.problems, name);
  const { items, images } = await withImages(source, imagesFolder, name, progress);
  const hasAnswers = items.some(
    (item) => item.correctOption !== null || item.reference !== null || item.mos !== null,
  );
  const settings = {
    task: source.task,
    answers: hasAnswers ? (answers ?? "hidden") : "hidden",
    generated,
  } as const;
  const stored = await storeDataset(
    {
      slug,
      ...settings,
      split: /-(dev|test)$/.exec(slug)?.[1] ?? null,
      hasAnswers,
      // What datasets were stored without at first is left out: they are the same with it.
      contentHash: contentHash(
        settings,
        items.map(({ key: _, mosStd: __, ...item }) =>
          source.task === "perception" ? { ...item, subset: null } : item,
        ),
      ),
      keyField: source.keyField ?? "img_path",
      sourceFile: name,
    },
    items,
    images,
    { by, ...(answers && { answers }), ...(group && { group }), ...(newVersion && { newVersion }) },
  );
  return importReport(stored, items, { ...(answers && { answers }) }, source.notes);
}

function parseInput(input: ImportInput): ImportInput {
  const parsed = importInput.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? "input");
  throw new AppError("bad-input", `The ${field} ${issue?.message ?? "is not valid"}.`, {
    fields: { [field]: parsed.error.issues.map(({ message }) => message) },
  });
}

async function withImages(
  source: Source,
  folder: string | undefined,
  name: string,
  progress: Progress,
): Promise<{ items: ItemWithImages[]; images: StoredImage[] }> {
  const stream = folder === undefined ? source.embeddedImages?.() : folderImages(folder, source.items);
  const taken = stream ? await takeImages(stream, progress, source.items.length) : null;
  refuseProblems(taken?.problems ?? [], folder ?? name);
  if (folder !== undefined && taken?.images.size === 0) {
    throw new AppError("bad-input", `${folder} holds none of the images that ${name} names. Check --images.`);
  }
  const items = source.items.map((item, index) => ({
    ...item,
    key: item.key ?? item.imagePath,
    imageHash: taken?.first.get(index) ?? null,
    secondHash: taken?.second.get(index) ?? null,
  }));
  return { items, images: [...(taken?.images.values() ?? [])] };
}
