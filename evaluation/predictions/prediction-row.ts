/** Where a row stands in its file, counted from 1. */
export type Place = {
  /** Line of a text file, or row of a sheet. */
  line: number;
  /** Number of a JSON object, because several may share a line; null for tables. */
  object: number | null;
};

export type PredictionRow = Place & {
  record: Record<string, unknown>;
  /** Whether the format knows no types (CSV, TSV) or loses them easily (XLSX): numbers may come as text. */
  textual: boolean;
  /** Whether the file is this one object, which may be no row at all. */
  isOnly?: true;
};

export function describePlace({ line, object }: Place): string {
  return object === null ? `line ${line}` : `line ${line} (object ${object})`;
}
