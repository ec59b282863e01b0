import type { ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";

export type SourceImage = { item: number; place: "first" | "second"; at: string; bytes: Uint8Array };

/** A file's items, and its images where it holds them itself. */
export type Source = ParsedFile & { embeddedImages?: () => AsyncIterable<SourceImage> };
