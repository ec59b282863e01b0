/** What an exported table says of itself. */
export type ExportCaption = {
  task: string;
  dataset: string | null;
  version: number | null;
  /** The day or moment it is of, as asked for; null: the day it was exported. */
  asOf: string | null;
  address: string;
};

/** Returns one line above a table in a paper: which dataset, which version, which day. */
export function exportCaption({ task, dataset, version, asOf, address }: ExportCaption): string {
  const what = [`Q-Bench ${task}`, dataset, version === null ? null : `version ${version}`];
  return [...what, asOf === null ? null : `as of ${asOf}`, address].filter(Boolean).join(", ");
}

export function exportFileName({ task, dataset, asOf }: ExportCaption): string {
  const day = asOf === null ? null : `as-of-${asOf.replaceAll(":", "")}`;
  return [task, dataset, day].filter(Boolean).join("-");
}
