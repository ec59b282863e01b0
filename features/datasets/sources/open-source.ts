import { parseIqa } from "#/features/datasets/formats/iqa.ts";
import { parseLldescribe } from "#/features/datasets/formats/lldescribe.ts";
import { parseLlvisionqa } from "#/features/datasets/formats/llvisionqa.ts";
import { parseQBench2 } from "#/features/datasets/formats/q-bench2.ts";
import type { ImportFormat } from "#/features/datasets/schema.ts";
import { openParquetSource } from "#/features/datasets/sources/parquet-source.ts";
import type { Source } from "#/features/datasets/sources/source.ts";
import { openTextSource } from "#/features/datasets/sources/text-source.ts";
import { openTsvSource } from "#/features/datasets/sources/tsv-source.ts";

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
