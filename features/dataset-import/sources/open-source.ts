import { parseIqa } from "#/features/dataset-import/formats/iqa.ts";
import { parseLldescribe } from "#/features/dataset-import/formats/lldescribe.ts";
import { parseLlvisionqa } from "#/features/dataset-import/formats/llvisionqa.ts";
import { parseQBench2 } from "#/features/dataset-import/formats/q-bench2.ts";
import type { ImportFormat } from "#/features/dataset-import/schema.ts";
import { openParquetSource } from "#/features/dataset-import/sources/parquet-source.ts";
import type { Source } from "#/features/dataset-import/sources/source.ts";
import { openTextSource } from "#/features/dataset-import/sources/text-source.ts";
import { openTsvSource } from "#/features/dataset-import/sources/tsv-source.ts";

const openers: Record<ImportFormat, (path: string) => Promise<Source>> = {
  llvisionqa: (path) => openTextSource(path, parseLlvisionqa),
  lldescribe: (path) => openTextSource(path, parseLldescribe),
  iqa: (path) => openTextSource(path, parseIqa),
  "q-bench2": (path) => openTextSource(path, parseQBench2),
  vlmevalkit: openTsvSource,
  parquet: openParquetSource,
};

export function openSource(format: ImportFormat, path: string): Promise<Source> {
  return openers[format](path);
}
