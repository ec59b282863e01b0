import { Readable } from "node:stream";
import { seeAnswers } from "#/features/audit/see-answers.ts";
import { copyItems } from "#/features/results/copy-items.ts";
import { type ItemColumn, itemColumns } from "#/features/results/item-columns.ts";
import type { ItemRecord } from "#/features/results/item-record.ts";
import { itemRecords, viewableRun } from "#/features/results/queries.ts";
import type { Actor } from "#/features/users/actor.ts";
import { csvLine } from "#/lib/csv.ts";
import { csvFromCopy } from "#/lib/csv-from-copy.ts";

/** Read at once. No connection is held between two reads, so a slow or lost reader costs nothing. */
const itemsAtOnce = { csv: 1000, jsonl: 250 };
const readsAhead = 2;

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
  const read =
    format === "csv"
      ? async (first: number, last: number) =>
          csvFromCopy(await copyItems(run.id, columns, sees, first, last))
      : async (first: number, last: number) =>
          jsonRows(await itemRecords(run.id, first, last), columns, sees);
  const head = format === "csv" ? csvLine(columns.map(({ name }) => name)).replaceAll('"', "") : "";
  return Readable.from(pieces(head, run.total, itemsAtOnce[format], read), { objectMode: false });
}

/** Reads are under way while one is being sent. */
async function* pieces(
  head: string,
  total: number,
  step: number,
  read: (first: number, last: number) => Promise<Buffer>,
): AsyncGenerator<Buffer> {
  if (head) yield Buffer.from(head);
  const coming: Promise<Buffer>[] = [];
  for (let first = 0; first < total || coming.length > 0; first += step) {
    if (first < total) {
      const piece = read(first, first + step - 1);
      // Whoever leaves before it is there does not wait for it.
      piece.catch(() => {});
      coming.push(piece);
    }
    if (coming.length > readsAhead || first >= total) yield (await coming.shift()) ?? Buffer.alloc(0);
  }
}

function jsonRows(records: ItemRecord[], columns: ItemColumn[], sees: boolean): Buffer {
  const lines = records.map((record) => {
    const values = columns.map(({ name, value }) => [name, value(record, sees)]);
    return `${JSON.stringify({ ...Object.fromEntries(values), sent: record.sent })}\n`;
  });
  return Buffer.from(lines.join(""));
}
