import type { ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";

/** Where a picture is shown: by which item, as its first or second. */
export type ImagePlace = { item: number; place: "first" | "second" };
/** A picture, or why there is none, with all the places where it is shown. */
export type SourceImage = { at: string; bytes: Uint8Array | string; places: ImagePlace[] };

/** A file's items, and its images where it holds them itself. */
export type Source = ParsedFile & { embeddedImages?: () => AsyncIterable<SourceImage> };
