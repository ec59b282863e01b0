import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Actor } from "#/features/access/actor.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { copyItems, readItems } from "#/features/results/copy-items.ts";
import { itemColumns } from "#/features/results/item-columns.ts";
import { viewableRun } from "#/features/results/queries.ts";
import { runStamp } from "#/features/results/run-stamp.ts";
import { csvLine } from "#/lib/csv.ts";
import { csvFromCopy } from "#/lib/csv-from-copy.ts";
import { FairSlots } from "#/lib/fair-slots.ts";

/** Read at once, or fewer, so that with long replies a piece is about as large as below. */
const mostItems = { csv: 1000, jsonl: 250 };
const itemsAtFirst = 250;
const pieceBytes = 2 ** 20;
const readsAhead = 2;
/** What the reader is given at once. */
const sliceBytes = 64 * 1024;

/** Of the pool's connections the exports of all readers together never hold more than a few. */
const reads = new FairSlots({ atOnce: 4, ofOne: 3, waiting: Number.POSITIVE_INFINITY });

export type ItemsFile = {
  /** Of the file's content; null while the run may still change. */
  etag: string | null;
  /** `asker`: on whose behalf; readers are served in turns. No connection is held between two reads. */
  open: (asker?: string) => Readable;
};

/** Resolves with one row per item in dataset order, `pending` where it has not been asked; as UTF-8 bytes. */
export async function exportItems(
  actor: Actor,
  submissionId: string,
  datasetSlug: string,
  format: "csv" | "jsonl",
): Promise<Readable> {
  return (await itemsFile(actor, submissionId, datasetSlug, format)).open();
}

export async function itemsFile(
  actor: Actor,
  submissionId: string,
  datasetSlug: string,
  format: "csv" | "jsonl",
): Promise<ItemsFile> {
  const run = await viewableRun(actor, submissionId, datasetSlug);
  const canSee = await authorizeAnswerKeys(
    actor,
    run.dataset,
    `items.${format} of submission ${submissionId}`,
  );
  const columns = itemColumns(run.dataset.task, canSee, run.showsAnswers);
  const names = columns.map(({ name }) => name);
  const read = async (first: number, last: number) => {
    const asked = { runId: run.id, columns, canSee, first, last };
    return format === "csv" ? csvFromCopy(await copyItems(asked)) : jsonLines(await readItems(asked));
  };
  const head = format === "csv" ? csvLine(names).replaceAll('"', "") : "";
  const open = (asker = "board") => {
    const inTurn = (first: number, last: number) => reads.run(asker, () => read(first, last));
    return Readable.from(slices(pieces(head, run.total, mostItems[format], inTurn)), { objectMode: false });
  };
  if (run.status !== "finished") return { etag: null, open };
  const content = [await runStamp(run.id), format, canSee, ...names].join(" ");
  return { etag: `"${createHash("sha256").update(content).digest("base64url").slice(0, 32)}"`, open };
}

/** Reads are under way while one is being sent. */
async function* pieces(
  head: string,
  total: number,
  most: number,
  read: (first: number, last: number) => Promise<Buffer>,
): AsyncGenerator<Buffer> {
  if (head) yield Buffer.from(head);
  const coming: { piece: Promise<Buffer>; items: number }[] = [];
  let step = itemsAtFirst;
  for (let first = 0; first < total || coming.length > 0; ) {
    if (first < total) {
      const piece = read(first, first + step - 1);
      // Whoever leaves before it is there does not wait for it.
      piece.catch(() => {});
      coming.push({ piece, items: step });
      first += step;
    }
    const next = coming.length > readsAhead || first >= total ? coming.shift() : undefined;
    if (!next) continue;
    const bytes = await next.piece;
    step = Math.max(1, Math.min(most, Math.floor((next.items * pieceBytes) / Math.max(1, bytes.length))));
    yield bytes;
  }
}

async function* slices(whole: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of whole)
    for (let at = 0; at < piece.length; at += sliceBytes) yield piece.subarray(at, at + sliceBytes);
}

function jsonLines(rows: readonly Record<string, unknown>[]): Buffer {
  return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}
