/** Most that a predictions file may hold. Streaming formats never keep more than one row and one chunk. */
export type ReadLimits = {
  /** Bytes as uploaded. */
  packedBytes: number;
  /** Bytes after gzip. */
  unpackedBytes: number;
  /** Bytes of the parts of an XLSX workbook that are read, after unzipping; they are kept while reading. */
  workbookBytes: number;
  /** Bytes of one row or object. */
  rowBytes: number;
  /** Rows or objects, header not counted. */
  rows: number;
};

const mebibyte = 2 ** 20;

/** Five times the largest database (LIVE-FB, 39,810 items), with room for long answers. */
export const defaultReadLimits: ReadLimits = {
  packedBytes: 64 * mebibyte,
  unpackedBytes: 128 * mebibyte,
  workbookBytes: 64 * mebibyte,
  rowBytes: mebibyte,
  rows: 200_000,
};
