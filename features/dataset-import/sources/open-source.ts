import { parseLldescribe } from "#/features/dataset-import/formats/lldescribe.ts";
import { parseLlvisionqa } from "#/features/dataset-import/formats/llvisionqa.ts";
import { parseQBench2 } from "#/features/dataset-import/formats/q-bench2.ts";
import type { ImportFormat } from "#/features/dataset-import/schema.ts";
import { openIqaSource } from "#/features/dataset-import/sources/iqa-source.ts";
import { openParquetSource } from "#/features/dataset-import/sources/parquet-source.ts";
import type { Source } from "#/features/dataset-import/sources/source.ts";
import { openTextSource } from "#/features/dataset-import/sources/text-source.ts";
import { openTsvSource } from "#/features/dataset-import/sources/tsv-source.ts";
import { AppError } from "#/lib/errors.ts";

export type SourceOptions = { lowerIsBetter?: boolean; split?: string };

const openers: Record<ImportFormat, (path: string, options: SourceOptions) => Promise<Source>> = {
  llvisionqa: (path) => openTextSource(path, parseLlvisionqa),
  lldescribe: (path) => openTextSource(path, parseLldescribe),
  iqa: openIqaSource,
  "q-bench2": (path) => openTextSource(path, parseQBench2),
  vlmevalkit: openTsvSource,
  parquet: (path) => openParquetSource(path),
};

/** The formats for which an option means something. */
const formatsOf: Record<keyof SourceOptions, readonly ImportFormat[]> = {
  lowerIsBetter: ["iqa"],
  split: ["iqa", "vlmevalkit"],
};
const flags: Record<keyof SourceOptions, string> = { lowerIsBetter: "--lower-is-better", split: "--split" };

export function openSource(format: ImportFormat, path: string, options: SourceOptions = {}): Promise<Source> {
  for (const [name, formats] of Object.entries(formatsOf) as [
    keyof SourceOptions,
    readonly ImportFormat[],
  ][]) {
    if (!options[name] || formats.includes(format)) continue;
    const params = { option: flags[name], formats: formats.join(", "), format };
    throw new AppError("bad-input", { key: "datasetImport.notForFormat", params });
  }
  return openers[format](path, options);
}
