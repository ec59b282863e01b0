import { Readable } from "node:stream";
import { seeAnswers } from "#/features/audit/see-answers.ts";
import { type ColumnValue, type ItemColumn, itemColumns } from "#/features/results/item-columns.ts";
import type { ItemRecord } from "#/features/results/item-record.ts";
import { itemRecords, type ViewableRun, viewableRun } from "#/features/results/queries.ts";
import type { Actor } from "#/features/users/actor.ts";
import { type CsvCell, csvLine } from "#/lib/csv.ts";

/** Read at once. No connection is held between two reads, so a slow or lost reader costs nothing. */
const itemsAtOnce = 250;

/** One row per item in dataset order, `pending` where it has not been asked; as UTF-8 bytes. */
export async function exportItems(
  actor: Actor,
  submissionId: string,
  datasetSlug: string,
  format: "csv" | "jsonl",
): Promise<Readable> {
  const run = await viewableRun(actor, submissionId, datasetSlug);
  const sees = await seeAnswers(actor, run.dataset, `items.${format} of submission ${submissionId}`);
  const columns = itemColumns(run.dataset.task, sees);
  const line = format === "csv" ? csvRow : jsonRow;
  const head = format === "csv" ? csvLine(columns.map((column) => column.name)).replaceAll('"', "") : "";
  return Readable.from(
    chunks(run, head, (record) => line(columns, record, sees)),
    { objectMode: false },
  );
}

async function* chunks(run: ViewableRun, head: string, line: (record: ItemRecord) => string) {
  if (head) yield Buffer.from(head);
  for (let first = 0; first < run.total; first += itemsAtOnce) {
    const records = await itemRecords(run.id, first, first + itemsAtOnce - 1);
    yield Buffer.from(records.map(line).join(""));
  }
}

function csvRow(columns: ItemColumn[], record: ItemRecord, sees: boolean): string {
  return csvLine(columns.map((column) => csvValue(column.value(record, sees))));
}

function csvValue(value: ColumnValue): CsvCell {
  return Array.isArray(value) ? JSON.stringify(value) : value;
}

function jsonRow(columns: ItemColumn[], record: ItemRecord, sees: boolean): string {
  const values = columns.map(({ name, value }) => [name, value(record, sees)]);
  return `${JSON.stringify({ ...Object.fromEntries(values), sent: record.sent })}\n`;
}
