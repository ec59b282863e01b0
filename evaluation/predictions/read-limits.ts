/** Most that a predictions file may hold. Reading never keeps more than one row and one chunk of it. */
export type ReadLimits = {
  /** Bytes as uploaded. */
  packedBytes: number;
  /** Bytes after gzip; in an XLSX workbook, of the cells' texts, counted wherever a shared one is used. */
  unpackedBytes: number;
  /** Bytes of the parts of an XLSX workbook that are read, after unzipping. */
  workbookBytes: number;
  /** Bytes of one row or object. */
  rowBytes: number;
  /** Rows or objects, header not counted. */
  rows: number;
  /** Columns of a table. */
  columns: number;
  /** Lists and objects inside one another, in JSON. */
  nesting: number;
};

const mebibyte = 2 ** 20;

/** Five times the largest database (LIVE-FB, 39,810 items), with room for long answers. */
export const defaultReadLimits: ReadLimits = {
  packedBytes: 64 * mebibyte,
  unpackedBytes: 128 * mebibyte,
  workbookBytes: 64 * mebibyte,
  rowBytes: mebibyte,
  rows: 200_000,
  columns: 512,
  nesting: 64,
};
